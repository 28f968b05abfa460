import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { defaultRulePolicy, schoolPolicy } from '../policy.ts';
import { findSchool } from '../queries/school.ts';
import {
  type CircleRule,
  type CircleVerb,
  circleRules,
  ruleName,
  type Setting,
  type Stage,
  stageOf,
} from './catalogue.ts';
import { loadPlatformChoices } from './choices.ts';
import { platformSetting, type SchoolChoice } from './settings.ts';

/** A decision on one rule and verb, from a day on. */
interface Decision<Choice> {
  readonly rule: string;
  readonly verb: CircleVerb;
  readonly choice: Choice;
  /** `YYYY-MM-DD`, today or later. */
  readonly startsOn: string | undefined;
}

/**
 * The head decides a rule for the school, within what the platform leaves to it. Refused with `directory.rule-not-yours` for a rule that
 * the platform decides, `directory.rule-in-the-past` for a day that is gone.
 */
export function decideForSchool(
  ctx: SessionContext,
  schoolUai: string,
  decision: Decision<SchoolChoice>,
): Promise<{ readonly startsOn: string }> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const school = await findSchool(tx.db, actor, schoolUai);
    if (!school) notFound();
    schoolPolicy.authorize(actor, 'changeRules', { schoolId: school.id, communeId: school.communeId });
    const rule = findRule(decision.rule);
    const stage = stageOf(school.kind);
    const said = platformSetting(
      rule,
      decision.verb,
      stage,
      (await loadPlatformChoices(tx.db, actor.today)).map(asTuple),
    );
    if (!said || said.setting === 'never' || said.setting === 'always') refuse('directory.rule-not-yours');
    const startsOn = dayFrom(decision.startsOn, actor.today);
    await sql`
      insert into directory.school_rule_choices (school_id, rule, verb, starts_on, choice, decided_by, decided_at)
      values (${school.id}, ${ruleName(rule)}, ${decision.verb}, ${startsOn}::date, ${decision.choice}, ${actor.personId}, ${now})
      on conflict (school_id, rule, verb, starts_on) do update
      set choice = excluded.choice, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'directory.school-rule-decided',
      at: now,
      actorId: actor.personId,
      schoolId: school.id,
      details: { rule: ruleName(rule), verb: decision.verb, choice: decision.choice, startsOn },
      requestId: ctx.requestId,
    });
    tx.changed(`school:${school.uai}`);
    return { startsOn };
  });
}

/** The operator decides a rule for all schools of a kind. Refused for what is fixed. */
export function decideForAll(
  ctx: SessionContext,
  stage: Stage,
  decision: Decision<Setting>,
): Promise<{ readonly startsOn: string }> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    if (!defaultRulePolicy.can(actor, 'see', {})) notFound();
    defaultRulePolicy.authorize(actor, 'change', {});
    const rule = findRule(decision.rule);
    if (rule[decision.verb]?.[stage].fixed !== false) refuse('directory.rule-fixed');
    const startsOn = dayFrom(decision.startsOn, actor.today);
    await sql`
      insert into directory.platform_rule_choices (stage, rule, verb, starts_on, choice, decided_by, decided_at)
      values (${stage}, ${ruleName(rule)}, ${decision.verb}, ${startsOn}::date, ${decision.choice}, ${actor.personId}, ${now})
      on conflict (stage, rule, verb, starts_on) do update
      set choice = excluded.choice, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'directory.default-rule-decided',
      at: now,
      actorId: actor.personId,
      details: { stage, rule: ruleName(rule), verb: decision.verb, choice: decision.choice, startsOn },
      requestId: ctx.requestId,
    });
    return { startsOn };
  });
}

const asTuple = ({ stage, rule, verb, choice }: Awaited<ReturnType<typeof loadPlatformChoices>>[number]) =>
  [stage, rule, verb, choice] as const;

const findRule = (name: string): CircleRule => circleRules.find((rule) => ruleName(rule) === name) ?? notFound();

/** What was said yesterday is written: a decision starts today or later. */
const dayFrom = (asked: string | undefined, today: string): string => {
  const day = asked ?? today;
  return day < today ? refuse('directory.rule-in-the-past') : day;
};
