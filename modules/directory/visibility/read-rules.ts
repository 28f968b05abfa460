import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { defaultRulePolicy, schoolPolicy } from '../policy.ts';
import { findSchool } from '../queries/school.ts';
import { fullName } from '../rules.ts';
import { type CircleRule, type CircleVerb, circleRules, ruleName, type Stage, stageOf, verbs } from './catalogue.ts';
import {
  type ChoiceRow,
  countDeviations,
  loadPlatformChoices,
  loadSchoolChoices,
  type PlatformChoiceRow,
} from './choices.ts';
import type { showDefaultRules, showSchoolRules } from './contract.ts';
import { isOpenAt, platformSetting, schoolChoice } from './settings.ts';
import { ruleTexts } from './texts-rules.ts';

/** The rules of a school, as those who belong to it may read them. */
export async function readSchoolRules(ctx: SessionContext, schoolUai: string): Promise<Answer<typeof showSchoolRules>> {
  const { actor, db } = ctx;
  const school = await findSchool(db, actor, schoolUai);
  const facts = school && { schoolId: school.id, communeId: school.communeId };
  if (!school || !facts || !schoolPolicy.can(actor, 'seeRules', facts)) notFound();
  const stage = stageOf(school.kind);
  const [platform, decided] = await Promise.all([
    loadPlatformChoices(db, actor.today),
    loadSchoolChoices(db, school.id, actor.today),
  ]);
  const inForce = decided.filter(({ isAhead }) => !isAhead);
  const choices = inForce.map(({ rule, verb, choice }) => [rule, verb, choice] as const);
  const mayChange = schoolPolicy.can(actor, 'changeRules', facts);
  return {
    school: { uai: school.uai, name: school.name, stage },
    mayChange,
    maySimulate: mayChange || actor.roles.includes('platform'),
    rules: eachVerb((rule, verb) => {
      const said = platformSetting(rule, verb, stage, platform.map(asTuple));
      if (!said) return undefined;
      const choice = schoolChoice(rule, verb, choices);
      const isChoice = said.setting === 'open' || said.setting === 'closed';
      return {
        rule: ruleName(rule),
        verb,
        sentence: sentenceOf(rule, verb, ctx.locale),
        isOpen: isOpenAt(said.setting, choice),
        setting: said.setting,
        isChoice: isChoice && mayChange,
        choice,
        decision: isChoice && choice !== 'default' ? decisionOf(inForce.findLast(isAbout(rule, verb))) : null,
        ahead: decided.filter((row) => row.isAhead && isAbout(rule, verb)(row)).flatMap((row) => decisionOf(row) ?? []),
      };
    }),
  };
}

/** What the platform says for one kind of school; for others than its administrators it does not exist. */
export async function readDefaultRules(ctx: SessionContext, stage: Stage): Promise<Answer<typeof showDefaultRules>> {
  const { actor, db } = ctx;
  if (!defaultRulePolicy.can(actor, 'see', {})) notFound();
  const [decided, deviations] = await Promise.all([
    loadPlatformChoices(db, actor.today, true),
    countDeviations(db, actor.today),
  ]);
  const ofStage = decided.filter((row) => row.stage === stage);
  const inForce = ofStage.filter(({ isAhead }) => !isAhead);
  return {
    stage,
    rules: eachVerb((rule, verb) => {
      const said = platformSetting(rule, verb, stage, inForce.map(asTuple));
      if (!said) return undefined;
      const chosen = (choice: string): number =>
        deviations
          .filter((row) => stageOf(row.kind) === stage && isAbout(rule, verb)(row) && row.choice === choice)
          .reduce((sum, { schools }) => sum + schools, 0);
      const isChoice = said.setting === 'open' || said.setting === 'closed';
      return {
        rule: ruleName(rule),
        verb,
        sentence: sentenceOf(rule, verb, ctx.locale),
        isOpen: isOpenAt(said.setting, 'default'),
        setting: said.setting,
        isFixed: said.fixed,
        isChoice: !said.fixed,
        decision: said.fixed ? null : decisionOf(inForce.findLast(isAbout(rule, verb))),
        ahead: ofStage.filter((row) => row.isAhead && isAbout(rule, verb)(row)).flatMap((row) => decisionOf(row) ?? []),
        schoolsOpen: isChoice && said.setting === 'closed' ? chosen('open') : 0,
        schoolsClosed: isChoice && said.setting === 'open' ? chosen('closed') : 0,
      };
    }),
  };
}

const eachVerb = <T>(line: (rule: CircleRule, verb: CircleVerb) => T | undefined): T[] =>
  circleRules.flatMap((rule) => verbs.flatMap((verb) => line(rule, verb) ?? []));

const asTuple = ({ stage, rule, verb, choice }: PlatformChoiceRow) => [stage, rule, verb, choice] as const;

const isAbout =
  (rule: CircleRule, verb: CircleVerb) =>
  (row: { readonly rule: string; readonly verb: CircleVerb }): boolean =>
    row.rule === ruleName(rule) && row.verb === verb;

const decisionOf = (row: ChoiceRow<string> | undefined) =>
  row ? { choice: row.choice, startsOn: row.startsOn, author: row.author && fullName(row.author) } : null;

const sentenceOf = (rule: CircleRule, verb: CircleVerb, locale: Locale): string =>
  ruleTexts[locale][ruleName(rule)]?.[verb] ?? '';
