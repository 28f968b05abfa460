import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { audiencesBySchool, entryOf } from '../relying-parties/access.ts';
import { factsFor } from '../relying-parties/facts.ts';
import { type Release, releaseOf } from '../relying-parties/release.ts';
import { askingOwn, asPupil, ownReader } from './commands.ts';
import type { Asking, Kept, listConsents, showConsent } from './contract.ts';
import {
  type AnswerRow,
  answersAround,
  askingParties,
  consentState,
  type OfferedParty,
  underFifteen,
} from './queries.ts';
import { isInForce } from './rules.ts';
import { fingerprintOf, type Question, questionOf, receivedBy, termsOf, textOf } from './terms.ts';

const hexOf = (party: OfferedParty): string | undefined => termsOf(party)?.toString('hex');

/** What a person consented to, and what waits for them. */
export async function readConsents(ctx: SessionContext): Promise<Answer<typeof listConsents>> {
  const { actor, db } = ctx;
  const childIds = actor.children.map(({ personId }) => personId);
  const schoolIds = [...audiencesBySchool(actor).keys(), ...actor.children.flatMap((child) => child.schoolIds)];
  const rows = await answersAround(db, actor.personId, childIds);
  const parties = await askingParties(db, schoolIds);
  const young = childIds.length > 0 ? await underFifteen(db, childIds, actor.today) : new Set<string>();
  const now = new Map(parties.map((party) => [party.id, hexOf(party)]));
  const holds = (row: AnswerRow): boolean =>
    row.replacedAt === null && row.endsOn > actor.today && row.terms === now.get(row.partyId);
  const shown = (row: AnswerRow): Kept => ({
    id: row.id,
    serviceId: row.partyId,
    service: row.service,
    answer: row.answer,
    answeredAt: row.answeredAt,
    endsOn: row.endsOn,
    replacedAt: row.replacedAt,
    isInForce: row.answer === 'given' && holds(row),
    words: row.words,
    digest: row.digest,
  });
  const byMe = (personId: string): AnswerRow[] =>
    rows.filter((row) => row.personId === personId && row.authorId === actor.personId);
  return {
    own: byMe(actor.personId).map(shown),
    children: actor.children.map((child) => ({
      id: child.uid,
      displayName: child.displayName,
      asking: young.has(child.personId)
        ? parties
            .filter((party) => entryOf(asPupil(child.schoolIds), party))
            .map((party) =>
              askingOf(
                ctx,
                party,
                child,
                rows.filter((row) => row.personId === child.personId && holds(row)),
              ),
            )
        : [],
      kept: byMe(child.personId).map(shown),
    })),
  };
}

/** A service that asks about a child, with what holds of the answers. */
function askingOf(
  ctx: SessionContext,
  party: OfferedParty,
  child: SessionContext['actor']['children'][number],
  held: readonly AnswerRow[],
): Asking {
  const guardianId = ctx.actor.personId;
  const childId = child.personId;
  const here = held.filter(({ partyId }) => partyId === party.id);
  const own = here.find(({ authorId }) => authorId === guardianId);
  const others = here.filter(({ authorId }) => authorId !== guardianId && authorId !== childId);
  return {
    serviceId: party.id,
    service: party.name,
    purpose: party.consent?.purpose ?? '',
    recipient: party.consent?.recipient ?? '',
    months: party.consent?.months ?? 0,
    receives: receivedBy(party),
    own: own?.answer ?? null,
    endsOn: own?.endsOn ?? null,
    child: here.find(({ authorId }) => authorId === childId)?.answer ?? null,
    refusedByOther: others.some(({ answer }) => answer !== 'given'),
    fingerprint: fingerprintOf(questionOf(ctx.locale, party, { as: 'guardian', child: child.displayName })),
  };
}

/** The question about one service, with what it would receive of the person. */
export interface ShownQuestion extends Answer<typeof showConsent> {
  readonly question: Question;
  readonly party: OfferedParty;
  readonly release: Release | undefined;
}

/** Asks the actor about one service; for one that they may not enter there is no question. */
export async function readQuestion(ctx: SessionContext, serviceId: string): Promise<ShownQuestion> {
  const { actor, db } = ctx;
  const party = await askingOwn(ctx, serviceId);
  const state = await consentState(db, { party, personId: actor.personId, today: actor.today });
  const schoolIds = entryOf(actor, party) ?? [];
  const asked = { personId: actor.personId, party, schoolIds, today: actor.today };
  const facts = await factsFor(db, asked, 'look');
  const question = questionOf(ctx.locale, party, ownReader(ctx));
  return {
    service: party.name,
    words: textOf(question),
    fingerprint: fingerprintOf(question),
    state: isInForce(state)
      ? 'given'
      : state.own !== 'given'
        ? 'asked'
        : state.guardians === 'refused'
          ? 'refused-by-guardian'
          : 'waiting',
    question,
    party,
    release: facts && releaseOf(party, facts),
  };
}
