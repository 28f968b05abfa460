import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { loadActor } from '../load-actor.ts';
import { personPolicy } from '../policy.ts';
import { searchPeople, searchWords } from '../queries/search.ts';
import { personLine } from '../read-people.ts';
import { fullName } from '../rules.ts';
import { schoolsAs } from '../scopes.ts';
import type { simulateRules } from './contract.ts';
import { type Explanation, explainFor, type Meeting } from './explain.ts';
import { findChecked } from './read-reach.ts';
import { texts } from './texts.ts';
import { reasonTexts } from './texts-reasons.ts';

const CHOICES = 10;

/** The simulator: two persons whom the actor may check, and what one may do with the other. */
export async function simulate(
  ctx: SessionContext,
  query: Input<typeof simulateRules>['query'],
): Promise<Answer<typeof simulateRules>> {
  const { actor, db, locale } = ctx;
  if (!personPolicy.rules.explain.some(({ role }) => actor.roles.includes(role))) notFound();
  const [from, to] = await findChecked(ctx, query.from, query.to);
  const chosen = { from: from ? personLine(from, ctx) : null, to: to ? personLine(to, ctx) : null };
  if (!from || !to) return { ...chosen, choices: await choicesFor(ctx, query.q), verdicts: null, closedAccess: [] };
  const [whose, closed] = await Promise.all([loadActor(db, from.id, actor.today), closedAccess(ctx, from.id, to.id)]);
  const explanation = await explainFor(db, whose ?? notFound(), to);
  return {
    ...chosen,
    choices: [],
    verdicts: verdictsIn(explanation, from.id === to.id, locale),
    closedAccess: closed,
  };
}

/** Whom one could choose: found by name, as far as one may check them. */
async function choicesFor(ctx: SessionContext, q: string): Promise<Answer<typeof simulateRules>['choices']> {
  const words = searchWords(q);
  if (words.length === 0) return [];
  const rows = await searchPeople(ctx.db, ctx.actor, words, { limit: CHOICES });
  const checkable = await rowsOf(
    ctx.db,
    sql<{ id: string }>`
      select p.id from directory.persons p
      where p.id = any(${rows.map(({ id }) => id)}::uuid[]) and ${personPolicy.where(ctx.actor, 'explain')} order by p.id`,
  );
  const ids = new Set(checkable.map(({ id }) => id));
  return rows.filter(({ id }) => ids.has(id)).map((row) => personLine(row, ctx));
}

function verdictsIn(
  { from, to, verdicts }: Explanation,
  isSame: boolean,
  locale: Locale,
): NonNullable<Answer<typeof simulateRules>['verdicts']> {
  const t = texts[locale].simulator;
  const [a, b] = [from.displayName, to.displayName];
  return verdicts.map(({ verb, allowed, meetings }) => {
    const because = meetings.map((meeting) => ({
      rule: meeting.rule,
      sentence: [reasonIn(meeting, a, b, locale), meeting.closedBy && t.closedBy[meeting.closedBy]]
        .filter(Boolean)
        .join(' '),
    }));
    const why = because.length > 0 ? because : [{ rule: 'none', sentence: isSame ? t.same : noTie(from, locale) }];
    return { verb, allowed, sentence: t[allowed ? 'yes' : 'no'][verb](a, b), because: why };
  });
}

function reasonIn({ rule, circle, ownChild, othersChild }: Meeting, a: string, b: string, locale: Locale): string {
  const place = circle ? (circle.kind === 'group' ? `${circle.label}, ${circle.school}` : circle.label) : '';
  return reasonTexts[locale][rule]?.({ a, b, place, ownChild: ownChild ?? '', othersChild: othersChild ?? '' }) ?? '';
}

/** Why nothing joins them, when it is because of what the first one is. */
function noTie({ displayName, roles }: Explanation['from'], locale: Locale): string {
  const t = texts[locale].simulator;
  if (roles.length === 0) return t.noRole(displayName);
  return roles.every((role) => role === 'commune' || role === 'academy') ? t.counts(displayName) : t.noTie;
}

/** Decisions in force that keep one of the two from a child, of pupils at schools that the actor heads: for the head's eyes only. */
async function closedAccess({ actor, db, locale }: SessionContext, fromId: string, toId: string): Promise<string[]> {
  const schools = schoolsAs(actor, 'head');
  if (schools.length === 0) return [];
  const pair = [fromId, toId];
  const rows = await rowsOf(
    db,
    sql<{ adultFamily: string; adultGiven: string | null; childFamily: string; childGiven: string | null }>`
      select a.family_name as "adultFamily", a.given_name as "adultGiven", c.family_name as "childFamily", c.given_name as "childGiven"
      from directory.access_suspensions x
      join directory.persons a on a.id = x.adult_id
      join directory.persons c on c.id = x.pupil_id
      where x.adult_id = any(${pair}::uuid[]) and x.lifted_at is null and x.starts_on <= ${actor.today}::date
        and (x.ends_on is null or x.ends_on > ${actor.today}::date)
        and exists (select from directory.profiles pr
                    where pr.person_id = x.pupil_id and pr.kind = 'pupil' and pr.school_id = any(${schools}::uuid[])
                      and (pr.ends_on is null or pr.ends_on > ${actor.today}::date))
      order by a.sort_name, c.sort_name, x.id`,
  );
  return rows.map((row) =>
    texts[locale].simulator.closedAccess(
      fullName({ familyName: row.adultFamily, givenName: row.adultGiven }),
      fullName({ familyName: row.childFamily, givenName: row.childGiven }),
    ),
  );
}
