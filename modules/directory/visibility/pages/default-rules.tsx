import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choice.tsx';
import { Details } from '../../../../ui/disclosure.tsx';
import { Form, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { Tabs } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { type Setting, settings, stages } from '../catalogue.ts';
import { decideDefaultRule, showDefaultRules, simulateRules } from '../contract.ts';
import { texts } from '../texts.ts';
import { changeKey, RuleList, StartsOn } from './rule-list.tsx';
import type { Refused } from './school-rules.tsx';

type Shown = Answer<typeof showDefaultRules>;
type Rule = Shown['rules'][number];

/** What the operator says for all schools of a level; one rule is changed at a time. */
export function defaultRulesPage(
  ctx: SessionContext,
  { stage, rules }: Shown,
  change: string | undefined,
  refused?: Refused,
): View {
  const { locale } = ctx;
  const t = texts[locale];
  const changing = rules.find((rule) => !rule.isFixed && changeKey(rule) === change);
  const inWords = (choice: string): string => t.platform.settings[choice as Setting] ?? choice;
  const more = (rule: Rule): string[] =>
    [inWords(rule.setting), t.platform.deviations(rule.schoolsOpen, rule.schoolsClosed)].filter(Boolean);
  return {
    title: `${t.platform.title} · ${t.stages[stage]}`,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader
          title={t.platform.title}
          subtitle={t.platform.subtitle}
          actions={
            <LinkButton href={simulateRules.path} variant="secondary" icon="search">
              {t.school.simulator}
            </LinkButton>
          }
        />
        <Tabs
          label={t.platform.stagesLabel}
          items={stages.map((one) => ({
            label: t.stages[one],
            href: addressOf(showDefaultRules, {}, { stage: one }),
            current: one === stage,
          }))}
        />
        {changing && <Change ctx={ctx} stage={stage} rule={changing} refused={refused} />}
        <Section title={t.platform.yours} aside={t.school.touch}>
          <RuleList
            label={t.platform.yours}
            locale={locale}
            rules={rules.filter((rule) => !rule.isFixed)}
            more={more}
            choiceInWords={inWords}
            changeAt={(rule) => `${addressOf(showDefaultRules, {}, { stage, change: changeKey(rule) })}#change`}
          />
        </Section>
        <Details summary={t.platform.fixed}>
          <RuleList
            label={t.platform.fixed}
            locale={locale}
            rules={rules.filter((rule) => rule.isFixed)}
            choiceInWords={inWords}
          />
        </Details>
      </>
    ),
  };
}

function Change({
  ctx,
  stage,
  rule,
  refused,
}: {
  ctx: SessionContext;
  stage: Shown['stage'];
  rule: Rule;
  refused: Refused | undefined;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.school.changeTitle} id="change">
      {refused && <FormErrors errors={[{ field: 'startsOn', message: refused.message }]} />}
      <p>{rule.sentence}</p>
      <Form action={decideDefaultRule.path} label={t.school.changeTitle}>
        <Hidden name="stage" value={stage} />
        <Hidden name="rule" value={rule.rule} />
        <Hidden name="verb" value={rule.verb} />
        <RadioGroup
          name="choice"
          label={t.platform.setting}
          value={refused?.typed.choice ?? rule.setting}
          options={settings.map((value) => ({ value, label: t.platform.settings[value] }))}
        />
        <StartsOn
          locale={ctx.locale}
          today={ctx.actor.today}
          value={refused?.typed.startsOn}
          error={refused?.message}
        />
        <Actions>
          <Button>{t.save}</Button>
          <LinkButton href={addressOf(showDefaultRules, {}, { stage })} variant="quiet">
            {t.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </Section>
  );
}
