import type { NotedTry } from '../tries/read.ts';
import type { TryReason } from '../tries/reasons.ts';
import type { AccountFacts, Facts } from './facts.ts';

/** What stands in somebody's way: `stops` for sure, `hinders` perhaps, `fine`: good to know. */
export type Tone = 'stops' | 'hinders' | 'fine';

/** One thing found, with what its sentences need. */
export type Finding =
  | {
      readonly code:
        | 'no-account'
        | 'access-closed'
        | 'nobody-any-more'
        | 'no-code'
        | 'code-void'
        | 'little'
        | 'pictures-first'
        | 'pictures-locked'
        | 'shared-address'
        | 'unconfirmed'
        | 'phrase'
        | 'charter'
        | 'factor-clock'
        | 'proof-wrong'
        | 'other-account'
        | 'wrong-hands'
        | 'nothing';
    }
  | { readonly code: 'left' | 'disabled'; readonly day: string }
  | {
      readonly code: 'closed' | 'code-ready' | 'code-expired' | 'code-used' | 'waiting' | 'reset-sent';
      readonly at: Date;
    }
  | { readonly code: 'password-cancelled'; readonly at: Date; readonly hasAddress: boolean }
  | { readonly code: 'no-password'; readonly providers: readonly string[] }
  | { readonly code: 'wrong-password'; readonly times: number; readonly at: Date; readonly hasAddress: boolean }
  | {
      readonly code: 'factor';
      readonly means: 'application' | 'passkey' | 'both';
      readonly recoveryLeft: number;
      readonly wrong: boolean;
    }
  | { readonly code: 'provider-down' | 'provider-clock'; readonly provider: string; readonly at: Date }
  | { readonly code: 'ways' | 'ways-off'; readonly providers: readonly string[] }
  | {
      readonly code: 'service-not-open' | 'service-not-for' | 'service-off' | 'service-open-now';
      readonly service: string;
    }
  | { readonly code: 'last-entry'; readonly at: Date; readonly device: AccountFacts['lastDevice'] };

export interface Found {
  readonly tone: Tone;
  readonly finding: Finding;
}

const stops = (finding: Finding): Found => ({ tone: 'stops', finding });
const hinders = (finding: Finding): Found => ({ tone: 'hinders', finding });
const fine = (finding: Finding): Found => ({ tone: 'fine', finding });

/** Milliseconds within which a try still says something of today. */
const LATELY = 24 * 3600_000;

/** From another browser than the person's own, so many wrong passwords are worth a word. */
const MANY = 5;

/** Why somebody does not come in, the gravest first; pure. With nothing in the way it says that too. */
export function findingsOf(facts: Facts): Found[] {
  const { account, now } = facts;
  if (!account) return [stops({ code: facts.closedAccesses > 0 ? 'access-closed' : 'no-account' })];
  const lately = facts.tries.filter(({ at }) => now.getTime() - at.getTime() < LATELY);
  const found = [
    ...ofPlace(facts),
    ...(account.closedAt ? [stops({ code: 'closed', at: account.closedAt })] : []),
    ...ofWaiting(lately, now),
    ...ofOpening(facts, account),
    ...ofProviders(facts),
    ...(account.closedAt ? [] : ofTries(account, lately)),
    ...ofFactor(account, lately),
    ...ofServices(facts),
    ...(account.charterDue && account.activatedAt ? [hinders({ code: 'charter' })] : []),
  ];
  const last = account.lastAt ? [fine({ code: 'last-entry', at: account.lastAt, device: account.lastDevice })] : [];
  const isFree = found.every(({ tone }) => tone === 'fine');
  return inOrder([...found, ...(isFree ? [fine({ code: 'nothing' })] : []), ...last]);
}

const RANK: Readonly<Record<Tone, number>> = { stops: 0, hinders: 1, fine: 2 };
const inOrder = (found: readonly Found[]): Found[] => [...found].sort((a, b) => RANK[a.tone] - RANK[b.tone]);

/** Whether they are still somebody here. */
function ofPlace({ leftOn, isDisabled, isNobody, closedAccesses }: Facts): Found[] {
  if (leftOn !== null) return [stops({ code: isDisabled ? 'disabled' : 'left', day: leftOn })];
  if (isNobody) return [stops({ code: closedAccesses > 0 ? 'access-closed' : 'nobody-any-more' })];
  return [];
}

/** A wait that is not over. */
function ofWaiting(tries: readonly NotedTry[], now: Date): Found[] {
  const openAt = tries.flatMap((one) => (one.openAt && one.openAt > now ? [one.openAt] : []))[0];
  return openAt ? [stops({ code: 'waiting', at: openAt })] : [];
}

/** How the account is entered: pictures, a code first, a password, or by others only. */
function ofOpening(facts: Facts, account: AccountFacts): Found[] {
  if (facts.stage === 'pictures') {
    if (account.isLocked) return [stops({ code: 'pictures-locked' })];
    return [hinders({ code: account.hasPictures ? 'little' : 'pictures-first' })];
  }
  const code = ofCode(account);
  if (!account.activatedAt && !account.hasPassword) return [stops(code)];
  // A second code was handed out: the person may be holding it, and it serves.
  const another = code.code === 'code-ready' ? [fine(code)] : [];
  if (!account.hasPassword) {
    const providers = facts.ways.filter(({ isActive }) => isActive).map(({ provider }) => provider);
    const { cancelledAt, confirmed } = account;
    if (cancelledAt)
      return [stops({ code: 'password-cancelled', at: cancelledAt, hasAddress: confirmed > 0 }), ...another];
    return [
      providers.length > 0 ? hinders({ code: 'no-password', providers }) : stops({ code: 'no-password', providers }),
      ...another,
    ];
  }
  return account.isPhrase ? [fine({ code: 'phrase' }), ...another] : another;
}

function ofCode({ codeState, codeUntil }: AccountFacts): Finding {
  if (codeState === 'none' || codeState === 'cancelled' || !codeUntil) return { code: 'no-code' };
  if (codeState === 'ready') return { code: 'code-ready', at: codeUntil };
  if (codeState === 'void') return { code: 'code-void' };
  return { code: codeState === 'used' ? 'code-used' : 'code-expired', at: codeUntil };
}

/** Outside identities: whose provider is not well, whose door is shut, and those that are linked. */
function ofProviders({ faults, ways }: Facts): Found[] {
  const linked = ways.filter(({ isActive }) => isActive).map(({ provider }) => provider);
  const off = ways.filter(({ isActive }) => !isActive).map(({ provider }) => provider);
  return [
    ...faults.map(({ provider, code, at }) =>
      // Who has linked none of it may still be trying there for the first time.
      (linked.includes(provider) ? stops : hinders)({
        code: code === 'identity.provider-clock' ? 'provider-clock' : 'provider-down',
        provider,
        at,
      }),
    ),
    ...(off.length > 0 ? [hinders({ code: 'ways-off', providers: off })] : []),
    ...(linked.length > 0 ? [fine({ code: 'ways', providers: linked })] : []),
  ];
}

const OTHER_ACCOUNT: ReadonlySet<TryReason> = new Set(['identity-taken', 'one-per-person', 'somebody-else']);

/** What the tries of the last day tell. */
function ofTries(account: AccountFacts, tries: readonly NotedTry[]): Found[] {
  const has = (...reasons: readonly TryReason[]): NotedTry[] => tries.filter(({ reason }) => reasons.includes(reason));
  const found: Found[] = [];
  const wrong = has('wrong-password').filter(({ way }) => way === 'password');
  const [last] = wrong;
  if (last && (!account.lastAt || last.at > account.lastAt))
    found.push(
      hinders({ code: 'wrong-password', times: wrong.length, at: last.at, hasAddress: account.confirmed > 0 }),
    );
  if (wrong.filter(({ isKnown }) => !isKnown).length >= MANY && account.lastAt && last && last.at < account.lastAt)
    found.push(hinders({ code: 'wrong-hands' }));
  if (has('shared-address').length > 0 || account.isShared) found.push(hinders({ code: 'shared-address' }));
  if (account.confirmed === 0 && account.unconfirmed > 0) found.push(hinders({ code: 'unconfirmed' }));
  if (has('proof-wrong').length > 0) found.push(hinders({ code: 'proof-wrong' }));
  if (tries.some(({ reason }) => OTHER_ACCOUNT.has(reason))) found.push(hinders({ code: 'other-account' }));
  if (account.resetSentAt && tries.some(({ at }) => account.resetSentAt && at > account.resetSentAt))
    found.push(fine({ code: 'reset-sent', at: account.resetSentAt }));
  return found;
}

function ofFactor(account: AccountFacts, tries: readonly NotedTry[]): Found[] {
  const { hasApplication, hasPasskey, factorDue, recoveryLeft } = account;
  if (!hasApplication && !hasPasskey) return [];
  if (tries.some(({ reason }) => reason === 'factor-clock')) return [stops({ code: 'factor-clock' })];
  const wrong = tries.some(({ reason }) => reason === 'factor-wrong');
  const means = !hasPasskey ? 'application' : hasApplication ? 'both' : 'passkey';
  return [(wrong || factorDue ? hinders : fine)({ code: 'factor', means, recoveryLeft, wrong })];
}

const SERVICES = {
  'not-open': 'service-not-open',
  'not-for': 'service-not-for',
  off: 'service-off',
  'open-now': 'service-open-now',
} as const;

const ofServices = ({ services }: Facts): Found[] =>
  services.map(({ name, why }) => (why === 'open-now' ? fine : hinders)({ code: SERVICES[why], service: name }));
