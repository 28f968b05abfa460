import type { ReactElement } from 'react';
import type { Actor } from '../../../platform/authz/policy.ts';
import { type Clock, dayOf } from '../../../platform/clock/clock.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Listener } from '../../../platform/db/listen.ts';
import type { Context } from '../../../platform/http/context.ts';
import { LIVE_CHANNEL } from '../../../platform/outbox/announce.ts';
import { Banner, type NoticeTone } from '../../../ui/notice.tsx';
import type { BannerKind } from './contract.ts';
import { type CurrentBanner, currentBanners } from './queries.ts';
import { texts } from './texts.ts';
import { BANNERS_TOPIC } from './topic.ts';

/** The banners of one web process: kept in memory, so that no page asks the database for them. */
export interface BannerBoard {
  /** What shows across the top of this page; nothing most of the time. */
  render(ctx: Context): ReactElement | undefined;
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
};

/** Opens the board: reads what is in force, then again at each change that any process says. */
export async function openBanners({ db, clock, listener, onFailure }: BoardOptions): Promise<BannerBoard> {
  let known: readonly CurrentBanner[] = [];
  let asked = 0;
  const read = async (): Promise<void> => {
    asked += 1;
    const turn = asked;
    try {
      const found = await currentBanners(db, dayOf(clock.now()));
      // An answer that comes after a younger question is already out of date.
      if (turn === asked) known = found;
    } catch (error) {
      onFailure(error);
    }
  };
  const silence = await listener.on(
    LIVE_CHANNEL,
    (message) => {
      if (message === '*' || message.includes(`"${BANNERS_TOPIC}"`)) void read();
    },
    () => void read(),
  );
  await read();
  const timer = setInterval(() => void read(), READ_EVERY).unref();
  return {
    render: (ctx) => renderThese(ctx, known),
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

function concerns({ schoolIds, communeId }: CurrentBanner, actor: Actor | null): boolean {
  if (schoolIds === null) return true;
  if (!actor) return false;
  return (
    actor.profiles.some((profile) => schoolIds.includes(profile.schoolId)) ||
    actor.children.some((child) => child.schoolIds.some((id) => schoolIds.includes(id))) ||
    actor.mandates.some(
      (mandate) =>
        (mandate.schoolId !== null && schoolIds.includes(mandate.schoolId)) ||
        (mandate.communeId !== null && mandate.communeId === communeId),
    )
  );
}
