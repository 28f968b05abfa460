import type { Actor } from '../../../platform/authz/policy.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { sql, statement } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Authenticated } from '../../../platform/http/options.ts';
import type { ReadingAids } from '../../../platform/http/reading.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { type ActorFacts, actorFacts, actorOf } from '../../directory/index.ts';
import { daysAfter, wayOut } from '../../directory/rules.ts';
import { isFactorOverdue } from '../second-factor/grace.ts';
import { authenticateToken } from '../tokens/authenticate.ts';
import { OVER_DETOUR, type RunningRow, viewingOf } from '../view-as/running.ts';
import { isLittle, kindInForce, lengths, type SessionKind } from './kinds.ts';
import { digestOf } from './token.ts';

/** Bare name of the session's cookie. */
export const SESSION_COOKIE = 'preau-session';

/** A session in use is written at most this often, in milliseconds. */
const TOUCH_EVERY = 60_000;

/** While a charter is due, these endpoints alone answer. */
const CHARTER_DETOUR = {
  to: '/charter',
  open: [
    'identity.showCharter',
    'identity.acceptCharter',
    'identity.signOut',
    'identity.renewSession',
    'identity.chooseLanguage',
  ],
};

/** Until the second factor is given: nobody yet, but at these endpoints. */
const FACTOR_DETOUR = {
  to: '/sign-in/code',
  open: [
    'identity.showFactor',
    'identity.giveFactor',
    'identity.askOwnPasskey',
    'identity.giveFactorByPasskey',
    'identity.signOut',
    'identity.chooseLanguage',
  ],
};

/** Who came in by pictures is shown the pages made for them, and nothing else. */
const LITTLE_DETOUR = {
  to: '/little',
  open: ['identity.showLittleHome', 'identity.showLittleClass', 'identity.leaveLittle', 'identity.signOut'],
};

/** An administrator whose time to add a second factor is over. */
const ENROLMENT_DETOUR = {
  to: '/account/second-factor',
  open: [
    'identity.showSecondFactor',
    'identity.beginEnrolment',
    'identity.confirmEnrolment',
    'identity.beginPasskey',
    'identity.addPasskey',
    'identity.signOut',
    'identity.renewSession',
    'identity.chooseLanguage',
  ],
};

/** Who left: the page of their leaving, what is held of them, the way out. */
const LEAVING_DETOUR = {
  to: '/leaving',
  open: [
    'privacy.showLeaving',
    'privacy.chooseLeaving',
    'privacy.showHeld',
    'privacy.downloadHeld',
    'privacy.askOfficer',
    'identity.signOut',
    'identity.renewSession',
    'identity.chooseLanguage',
  ],
};

/** Until the account is disabled they still keep their password, and read what was done with their data. */
const NOTICE_DETOUR = {
  to: LEAVING_DETOUR.to,
  open: [
    ...LEAVING_DETOUR.open,
    'identity.showAccount',
    'identity.showPasswordChange',
    'identity.changePassword',
    'console.showOwnJournal',
  ],
};

interface SessionRow {
  readonly id: string;
  readonly kind: SessionKind;
  readonly started_at: Date;
  readonly last_seen_at: Date;
  readonly idle_until: Date;
  readonly ends_at: Date;
  readonly charter_due: boolean;
  readonly factor: 'none' | 'due' | 'proved';
  readonly proved_at: Date | null;
  readonly withheld_schools: string[];
  readonly activated_at: Date | null;
  readonly person_id: string;
  readonly locale: Locale | null;
  readonly reading: ReadingAids;
  readonly facts: ActorFacts | null;
  readonly viewing: (Omit<RunningRow, 'endsAt'> & { readonly endsAt: string }) | null;
}

/**
 * Who stands behind a request: the session of its cookie, or the API token it bears. One statement finds session and actor; once a
 * minute a second one notes that the session is in use. Null for what is unknown, over, closed, or of somebody who is nothing any more.
 */
export async function authenticate(ctx: Context, bearer: string | undefined): Promise<Authenticated | null> {
  if (bearer !== undefined) return authenticateToken(ctx, bearer);
  const token = ctx.cookies.get(SESSION_COOKIE);
  if (!token) return null;
  const [row] = await findSession(ctx.db, { digest: digestOf(token), now: ctx.now, today: dayOf(ctx.now) });
  if (!row?.facts) return null;
  const actor = seenAs(row.kind, actorOf(row.person_id, withoutDirection(row.facts, row.withheld_schools)));
  if (actor.roles.length === 0 || isForAnother(ctx, actor)) return null;
  const { kind, idleUntil: until, endsAt } = inForce(row, actor);
  if (until <= ctx.now || endsAt <= ctx.now) return null;
  // What a browser asks for by itself is no sign that its person is still there.
  const untouched =
    row.factor === 'due' || ctx.background || ctx.now.getTime() - row.last_seen_at.getTime() < TOUCH_EVERY;
  const idleUntil = untouched ? until : await touch(ctx, row.id, kind);
  const own: Authenticated = {
    actor,
    session: {
      id: row.id,
      means: 'session',
      expiresAt: earlier(idleUntil, endsAt),
      provedAt: row.proved_at,
      hasFactor: row.factor === 'proved',
      isShared: kind === 'shared',
    },
    locale: row.locale ?? undefined,
    reading: row.reading,
    detour: detourOf(row, actor, ctx.now),
    withheld: row.factor === 'due' || undefined,
  };
  return row.viewing && !own.detour ? inPlaceOf(ctx, own, row.viewing) : own;
}

/** What waited in a browser for the connection says whose it is: for whoever has signed in there meanwhile it is as if nobody had. */
function isForAnother(ctx: Context, actor: Actor): boolean {
  const person = ctx.header('x-preau-person');
  return person !== undefined && person !== actor.uid;
}

/** The session of somebody who looks in another person's place: as that person, with the viewer's own language and comfort, and no proof. */
async function inPlaceOf(
  ctx: Context,
  own: Authenticated,
  running: NonNullable<SessionRow['viewing']>,
): Promise<Authenticated> {
  const found = await viewingOf(ctx, own.actor, { ...running, endsAt: new Date(running.endsAt) });
  return found ? { ...own, ...found, session: { ...own.session, provedAt: null } } : { ...own, detour: OVER_DETOUR };
}

/** At home a pupil sees their own work only: with the card's session, classes and classmates are not there. */
const seenAs = (kind: SessionKind, actor: Actor): Actor => (kind === 'card' ? { ...actor, groups: [] } : actor);

/** Whose direction of a school was not proved a second time at the door works there in this session, and does not lead it. */
const withoutDirection = (facts: ActorFacts, schools: readonly string[]): ActorFacts =>
  schools.length === 0
    ? facts
    : {
        ...facts,
        profiles: facts.profiles.map((profile) =>
          profile.role === 'head' && schools.includes(profile.schoolId) ? { ...profile, role: 'staff' } : profile,
        ),
      };

/** What the session must pass by first: who one is, then how one protects it, then what one promises. */
function detourOf(row: SessionRow, actor: Actor, now: Date): Authenticated['detour'] {
  if (isLittle(row.kind)) return LITTLE_DETOUR;
  if (row.factor === 'due') return FACTOR_DETOUR;
  if (actor.leftOn !== null)
    return dayOf(now) < daysAfter(actor.leftOn, wayOut.disabled) ? NOTICE_DETOUR : LEAVING_DETOUR;
  if (row.factor === 'none' && isFactorOverdue(actor, row.activated_at, now)) return ENROLMENT_DETOUR;
  return row.charter_due ? CHARTER_DETOUR : undefined;
}

/** The open session of a cookie, with its account's settings and its person's facts. */
const findSession = statement<{ digest: Buffer; now: Date; today: string }, SessionRow>(
  ['digest', 'now', 'today'],
  ({ digest, now, today }) => sql<SessionRow>`
    select s.id, s.kind, s.started_at, s.last_seen_at, s.idle_until, s.ends_at, s.charter_due, s.factor, s.proved_at, s.withheld_schools,
           s.person_id, a.activated_at, a.locale, a.reading,
           ${actorFacts(sql`s.person_id`, today)} as facts,
           (select json_build_object('id', v.id, 'viewedId', v.viewed_id, 'schoolId', v.school_id, 'granted', v.granted, 'answeredBy', v.answered_by,
                                     'endsAt', v.ends_at)
            from identity.viewings v
            where v.session_id = s.id and v.started_at is not null and v.ended_at is null) as viewing
    from identity.sessions s join identity.accounts a on a.person_id = s.person_id
    where s.digest = ${digest} and s.idle_until > ${now} and s.ends_at > ${now}
      and not exists (select 1 from identity.account_closures c where c.person_id = s.person_id and c.reopened_at is null)`,
);

/** The ends of a session, earlier than its row says when its person has become more than they were at its start. */
function inForce(row: SessionRow, actor: Actor): { kind: SessionKind; idleUntil: Date; endsAt: Date } {
  const kind = kindInForce(row.kind, actor);
  if (kind === row.kind) return { kind, idleUntil: row.idle_until, endsAt: row.ends_at };
  const { idle, whole } = lengths[kind];
  return {
    kind,
    idleUntil: earlier(row.idle_until, new Date(row.last_seen_at.getTime() + idle)),
    endsAt: earlier(row.ends_at, new Date(row.started_at.getTime() + whole)),
  };
}

async function touch(ctx: Context, sessionId: string, kind: SessionKind): Promise<Date> {
  const idleUntil = new Date(ctx.now.getTime() + lengths[kind].idle);
  await sql`update identity.sessions set last_seen_at = ${ctx.now}, idle_until = ${idleUntil}
            where id = ${sessionId} and last_seen_at < ${ctx.now}`.execute(ctx.db);
  return idleUntil;
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
