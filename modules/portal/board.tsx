import type { ReactElement } from 'react';
import type { Actor } from '../../platform/authz/policy.ts';
import { type Clock, dayOf } from '../../platform/clock/clock.ts';
import type { Db } from '../../platform/db/db.ts';
import type { Listener } from '../../platform/db/listen.ts';
import type { Context } from '../../platform/http/context.ts';
import { LIVE_CHANNEL } from '../../platform/outbox/announce.ts';
import { Banner, type NoticeTone } from '../../ui/notice.tsx';
import type { AccentName } from '../../ui/tokens/palette.ts';
import { placesOf, reaches } from './audience.ts';
import type { BannerKind } from './banners/contract.ts';
import { type CurrentBanner, currentBanners } from './banners/queries.ts';
import { texts } from './banners/texts.ts';
import { allAccents } from './school/queries.ts';
import { PORTAL_TOPIC } from './topic.ts';
import { currentFronts, keepFronts } from './welcome/queries.ts';

/** The banners, accents and words of welcome of one web process: kept in memory, so that no page asks the database for them. */
export interface PortalBoard {
  /** What shows across the top of this page; nothing most of the time. */
  render(ctx: Context): ReactElement | undefined;
  /** The accent of the school the person belongs to; their own choice of colours comes before it. */
  accentOf(ctx: Context): AccentName | undefined;
  close(): void;
}

export interface BoardOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly listener: Listener;
  /** Told when the database does not answer: what was known goes on showing. */
  onFailure(error: unknown): void;
}

/** Changes are heard at once; should one be missed, it shows after this long. */
const READ_EVERY = 5 * 60_000;

/** Most banners shown on one page; the gravest first. */
const MOST = 3;

const tones: Readonly<Record<BannerKind, NoticeTone>> = {
  information: 'info',
  maintenance: 'attention',
  incident: 'urgent',
  closed: 'attention',
  summer: 'info',
};

/** Opens the board: reads what is in force, then again at each change that any process says. */
export async function openBoard({ db, clock, listener, onFailure }: BoardOptions): Promise<PortalBoard> {
  let known: readonly CurrentBanner[] = [];
  let accents: ReadonlyMap<string, AccentName> = new Map();
  let asked = 0;
  const read = async (): Promise<void> => {
    asked += 1;
    const turn = asked;
    try {
      const today = dayOf(clock.now());
      const [found, looks, fronts] = await Promise.all([
        currentBanners(db, today),
        allAccents(db),
        currentFronts(db, today, null),
      ]);
      // An answer that comes after a younger question is already out of date.
      if (turn !== asked) return;
      known = found;
      keepFronts(db, fronts);
      accents = new Map(looks.map(({ schoolId, accent }) => [schoolId, accent]));
    } catch (error) {
      onFailure(error);
    }
  };
  const silence = await listener.on(
    LIVE_CHANNEL,
    (message) => {
      if (message === '*' || message.includes(`"${PORTAL_TOPIC}"`)) void read();
    },
    () => void read(),
  );
  await read();
  const timer = setInterval(() => void read(), READ_EVERY).unref();
  return {
    render: (ctx) => renderThese(ctx, known),
    accentOf: ({ actor }) => {
      if (!actor) return undefined;
      for (const schoolId of placesOf(actor).keys()) {
        const accent = accents.get(schoolId);
        if (accent) return accent;
      }
      return undefined;
    },
    close: () => {
      silence();
      clearInterval(timer);
    },
  };
}

function renderThese(ctx: Context, known: readonly CurrentBanner[]): ReactElement | undefined {
  if (known.length === 0) return undefined;
  const today = dayOf(ctx.now);
  const shown = known.filter(
    (banner) => banner.startsOn <= today && banner.endsOn > today && concerns(banner, ctx.actor),
  );
  if (shown.length === 0) return undefined;
  const t = texts[ctx.locale].kinds;
  return (
    <>
      {shown.slice(0, MOST).map(({ id, kind, words }) => (
        <Banner key={id} tone={tones[kind]}>
          {kind === 'information' ? words : `${t[kind]} : ${words}`}
        </Banner>
      ))}
    </>
  );
}

function concerns({ schoolIds, communeId, audiences }: CurrentBanner, actor: Actor | null): boolean {
  if (schoolIds === null && audiences === null) return true;
  if (!actor) return false;
  const places = placesOf(actor);
  const here = schoolIds ?? [...places.keys()];
  return (
    here.some((schoolId) => reaches(audiences, places.get(schoolId))) ||
    (audiences === null &&
      actor.mandates.some((mandate) => mandate.communeId !== null && mandate.communeId === communeId))
  );
}
