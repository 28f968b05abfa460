import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choice.tsx';
import { Details } from '../../../../ui/disclosure.tsx';
import { Form, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { showSchool } from '../../contract.ts';
import { decideSchoolRule, schoolChoices, showSchoolRules, simulateRules } from '../contract.ts';
import { texts } from '../texts.ts';
import { changeKey, RuleList, StartsOn } from './rule-list.tsx';

type Shown = Answer<typeof showSchoolRules>;
type Rule = Shown['rules'][number];

/** What was typed in a refused form, and what was wrong with it. */
export interface Refused {
  readonly typed: Readonly<Record<string, string>>;
  readonly message: string;
}

/** A school's rules: those that it chooses, those that it does not; the head changes one at a time. */
export function schoolRulesPage(
  ctx: SessionContext,
  answer: Shown,
  change: string | undefined,
  refused?: Refused,
): View {
  const { locale } = ctx;
  const t = texts[locale].school;
  const { school, rules, mayChange, maySimulate } = answer;
  const changing = mayChange ? rules.find((rule) => rule.isChoice && changeKey(rule) === change) : undefined;
  const isLeft = (rule: Rule): boolean => rule.setting === 'open' || rule.setting === 'closed';
  const schoolAddress = addressOf(showSchool, { schoolUai: school.uai });
  const choiceInWords = (choice: string, rule: Rule): string => labels(ctx, rule)[choice as Rule['choice']] ?? choice;
  return {
    title: `${t.title} · ${school.name}`,
    shell: 'app',
    destination: 'schools',
    live: [`school:${school.uai}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: school.name, href: schoolAddress }, { label: t.title }]} />}
          title={t.title}
          subtitle={t.lead}
          actions={
            maySimulate && (
              <LinkButton href={simulateRules.path} variant="secondary" icon="search">
                {t.simulator}
              </LinkButton>
            )
          }
        />
        {changing && <Change ctx={ctx} uai={school.uai} rule={changing} refused={refused} />}
        <Section title={t.yours} aside={mayChange ? t.touch : undefined}>
          <RuleList
            label={t.yours}
            locale={locale}
            rules={rules.filter(isLeft)}
            choiceInWords={choiceInWords}
            changeAt={(rule) =>
              rule.isChoice
                ? `${addressOf(showSchoolRules, { schoolUai: school.uai }, { change: changeKey(rule) })}#change`
                : undefined
            }
          />
        </Section>
        <Details summary={t.platforms}>
          <RuleList
            label={t.platforms}
            locale={locale}
            rules={rules.filter((rule) => !isLeft(rule))}
            choiceInWords={choiceInWords}
          />
        </Details>
      </>
    ),
  };
}

const labels = ({ locale }: SessionContext, { setting }: Rule): Readonly<Record<Rule['choice'], string>> => {
  const { choices } = texts[locale].school;
  return { ...choices, default: choices.default(setting === 'open') };
};

function Change({
  ctx,
  uai,
  rule,
  refused,
}: {
  ctx: SessionContext;
  uai: string;
  rule: Rule;
  refused: Refused | undefined;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.school.changeTitle} id="change">
      {refused && <FormErrors errors={[{ field: 'startsOn', message: refused.message }]} />}
      <p>{rule.sentence}</p>
      <Form action={addressOf(decideSchoolRule, { schoolUai: uai })} label={t.school.changeTitle}>
        <Hidden name="rule" value={rule.rule} />
        <Hidden name="verb" value={rule.verb} />
        <RadioGroup
          name="choice"
          label={t.school.choice}
          value={refused?.typed.choice ?? rule.choice}
          options={schoolChoices.map((value) => ({ value, label: labels(ctx, rule)[value] }))}
        />
        <StartsOn
          locale={ctx.locale}
          today={ctx.actor.today}
          value={refused?.typed.startsOn}
          error={refused?.message}
        />
        <Actions>
          <Button>{t.save}</Button>
          <LinkButton href={addressOf(showSchoolRules, { schoolUai: uai })} variant="quiet">
            {t.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </Section>
  );
}
