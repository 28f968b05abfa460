import type { Db } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { askOut } from '../../../platform/http/outgoing.ts';
import { foldName, fullName } from '../../directory/rules.ts';
import { entryOf, ownProxyTicket } from '../../identity/index.ts';
import { servicesNear } from '../queries.ts';
import { type PronotePupil, readPronote } from './read.ts';

/*
 * A PRONOTE is asked by us, never by the page: with a proxy ticket that it validates at our door. What it says of marks and absences is
 * kept in the memory of this process for some minutes, for that person alone, and rests nowhere.
 */

/** Milliseconds that a PRONOTE has to answer. */
const TIMEOUT = 2000;
const MOST_BYTES = 1_000_000;
/** How long an answer serves again, in milliseconds; and a silence, so that one that is down is not knocked at by every page. */
const KEPT = 15 * 60_000;
const SILENCE = 60_000;
/** Answers kept in one process: the oldest goes. */
const MOST_KEPT = 5000;

/** The children, or the pupil, as one PRONOTE tells of them to this person; and where it is. */
export interface PronoteAnswer {
  /** The PRONOTE of one school; its pages lie there. */
  readonly address: string;
  readonly pupils: readonly PronotePupil[];
}

interface Kept {
  readonly until: number;
  readonly pupils: Promise<readonly PronotePupil[] | undefined>;
}

/** By process and by person: two processes ask twice, and nothing depends on it. */
const memory = new WeakMap<Db, Map<string, Kept>>();

/** Whether some school of theirs opened a PRONOTE for families and pupils, and where they are: one statement. */
export async function pronotesOf(ctx: SessionContext): Promise<string[]> {
  const near = (await servicesNear(ctx.db, ctx.actor)).filter(({ card, isActive }) => card === 'pronote' && isActive);
  const addresses = near.flatMap((service) => {
    const open = entryOf(ctx.actor, service);
    if (!open) return [];
    const own = service.chosen.flatMap(({ schoolId, ownAddress }) =>
      open.includes(schoolId) && ownAddress !== null ? [ownAddress.replace(/\*$/, '')] : [],
    );
    return own.length > 0 ? own : [service.startAddress];
  });
  return [...new Set(addresses)];
}

/** Until when a person is known to have none, by process: their home page does not ask meanwhile. */
const without = new WeakMap<Db, Map<string, number>>();
const WITHOUT = 3600_000;

/** Whether it is worth asking: a pupil or a guardian of a collège, not known to have none. No statement. */
export function mayHavePronote({ actor, db, now, viewing }: SessionContext): boolean {
  const isFamily = actor.roles.includes('pupil') || actor.roles.includes('guardian');
  const until = without.get(db)?.get(actor.personId) ?? 0;
  return isFamily && !viewing && actor.places.some(({ stage }) => stage === 'college') && until <= now.getTime();
}

/** Remembers that a person has none. */
export function noteWithout({ actor, db, now }: SessionContext): void {
  const known = without.get(db) ?? new Map<string, number>();
  without.set(db, known);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(actor.personId, now.getTime() + WITHOUT);
}

/** What those PRONOTE say, those that answer; the others are left out. */
export async function askPronotes(ctx: SessionContext, addresses: readonly string[]): Promise<PronoteAnswer[]> {
  const answers = await Promise.all(
    addresses.map(async (address) => ({ address, pupils: theirs(ctx, (await remembered(ctx, address)) ?? []) })),
  );
  return answers.filter(({ pupils }) => pupils.length > 0);
}

function remembered(ctx: SessionContext, address: string): Promise<readonly PronotePupil[] | undefined> {
  const { db, actor } = ctx;
  const now = ctx.now.getTime();
  let kept = memory.get(db);
  if (!kept) {
    kept = new Map();
    memory.set(db, kept);
  }
  const here = kept;
  const key = `${actor.personId} ${address}`;
  const known = here.get(key);
  if (known && known.until > now) return known.pupils;
  const pupils = ask(ctx, address);
  here.delete(key);
  here.set(key, { until: now + KEPT, pupils });
  for (const oldest of here.keys()) {
    if (here.size <= MOST_KEPT) break;
    here.delete(oldest);
  }
  const isLast = (): boolean => here.get(key)?.pupils === pupils;
  pupils.then(
    (answer) => {
      if (answer === undefined && isLast()) here.set(key, { until: now + SILENCE, pupils });
    },
    // A fault of ours is nothing that PRONOTE said: whoever waits for it gets it, and the next one asks anew.
    () => {
      if (isLast()) here.delete(key);
    },
  );
  return pupils;
}

async function ask(ctx: SessionContext, address: string): Promise<readonly PronotePupil[] | undefined> {
  const ticket = await ownProxyTicket(ctx, address);
  if (ticket === undefined) return undefined;
  const base = address.endsWith('/') ? address : `${address}/`;
  const answer = await askOut(
    {
      method: 'POST',
      address: `${base}donneesUtilisateur?ticket=${encodeURIComponent(ticket)}&methode=proxyValidate`,
      timeout: TIMEOUT,
    },
    MOST_BYTES,
  );
  if (answer?.status !== 200 || !/^(?:text|application)\/xml$/.test(answer.type)) return undefined;
  return readPronote(answer.text);
}

/**
 * PRONOTE knows children by their names alone, with the given name of civil status or the one in use. Only those who are, here, the person
 * or a child they may follow are shown, by the given name they use here: what a court closed here stays closed, whatever is said there.
 */
function theirs({ actor }: SessionContext, pupils: readonly PronotePupil[]): PronotePupil[] {
  const { givenName, displayName, familyName, civilGivenName } = actor;
  const civilName = fullName({ givenName: civilGivenName, familyName });
  const own = actor.roles.includes('pupil') ? [{ givenName: givenName ?? '', displayName, civilName }] : [];
  const byName = new Map(
    [...own, ...actor.children].flatMap((one) =>
      [one.civilName, one.displayName].map((name) => [foldName(name), one.givenName] as const),
    ),
  );
  return pupils.flatMap((pupil) => {
    const used = byName.get(foldName(`${pupil.givenName} ${pupil.familyName}`));
    return used === undefined ? [] : [{ ...pupil, givenName: used }];
  });
}
