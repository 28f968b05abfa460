import type { BannerSource } from '../../../platform/banners/source.ts';
import { keepHeard, stopsInForce } from './in-force.ts';
import { concerns } from './rules.ts';
import { texts } from './texts.ts';
import { timeOfDay } from './words.ts';

/** Said when something is suspended, prolonged or lifted. */
export const STOP_TOPIC = 'safety-stop';

/** A telling that got lost costs this much, so that everybody knows within five seconds. */
const READ_EVERY = 3_000;

/** Across the top of the pages of whom a stop concerns: what is suspended, until when, that dangers are still reported. */
export const stopBanner: BannerSource = {
  key: 'safety.stop',
  topic: STOP_TOPIC,
  readEvery: READ_EVERY,
  async read(db, now) {
    const stops = await stopsInForce(db, now);
    keepHeard(db, stops);
    return stops.map((stop) => ({
      key: stop.id,
      tone: stop.isDrill ? ('attention' as const) : ('urgent' as const),
      from: stop.startedAt,
      until: stop.endsAt,
      words: (locale, at) => {
        const t = texts[locale];
        const until = timeOfDay(stop.endsAt, at, locale);
        return [
          stop.isDrill ? t.bannerDrill : '',
          stop.stopsReading ? t.bannerReading(until) : t.banner(until),
          stop.words ?? '',
          t.bannerPasses,
        ]
          .filter(Boolean)
          .join(' ');
      },
      concerns: (actor) => concerns(stop, actor),
    }));
  },
};
