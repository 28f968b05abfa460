import type { ReactElement } from 'react';
import type { Actor } from '../../platform/authz/policy.ts';
import type { BannerSource, TopBanner } from '../../platform/banners/source.ts';
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
  /** What other modules say across the top of pages. */
  readonly sources?: readonly BannerSource[];
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
export async function openBoard({ db, clock, listener, sources = [], onFailure }: BoardOptions): Promise<PortalBoard> {
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
  const others = await Promise.all(sources.map((source) => follow(source, { db, clock, listener, onFailure })));
  return {
    render: (ctx) =>
      renderThese(
        ctx,
        known,
        others.flatMap((other) => other.banners()),
      ),
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
      for (const other of others) other.close();
    },
  };
}

/** Keeps what another module says: read when it says so, after a gap, and from time to time. */
async function follow(
  source: BannerSource,
  { db, clock, listener, onFailure }: Omit<BoardOptions, 'sources'>,
): Promise<{ banners(): readonly TopBanner[]; close(): void }> {
  let known: readonly TopBanner[] = [];
  let asked = 0;
  const read = async (): Promise<void> => {
    asked += 1;
    const turn = asked;
    try {
      const found = await source.read(db, clock.now());
      if (turn === asked) known = found;
    } catch (error) {
      onFailure(error);
    }
  };
  const silence = await listener.on(
    LIVE_CHANNEL,
    (message) => {
      if (message === '*' || message.includes(`"${source.topic}"`)) void read();
    },
    () => void read(),
  );
  await read();
  const timer = setInterval(() => void read(), source.readEvery).unref();
  return {
    banners: () => known,
    close: () => {
      silence();
      clearInterval(timer);
    },
  };
}

function renderThese(
  ctx: Context,
  known: readonly CurrentBanner[],
  others: readonly TopBanner[],
): ReactElement | undefined {
  if (known.length === 0 && others.length === 0) return undefined;
  const today = dayOf(ctx.now);
  const said = others.filter(
    ({ from, until, concerns: isFor }) => from <= ctx.now && until > ctx.now && isFor(ctx.actor),
  );
  const shown = known.filter(
    (banner) => banner.startsOn <= today && banner.endsOn > today && concerns(banner, ctx.actor),
  );
  if (shown.length === 0 && said.length === 0) return undefined;
  const t = texts[ctx.locale].kinds;
  return (
    <>
      {said.slice(0, MOST).map(({ key, tone, words, link }) => (
        <Banner key={key} tone={tone}>
          {words(ctx.locale, ctx.now)}
          {link && (
            <>
              {' '}
              <a href={link.href}>{link.label(ctx.locale)}</a>
            </>
          )}
        </Banner>
      ))}
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
