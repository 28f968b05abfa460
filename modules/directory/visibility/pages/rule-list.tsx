import type { ReactElement } from 'react';
import { dayInWords } from '../../../../platform/texts/days.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { DateField } from '../../../../ui/field.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { texts } from '../texts.ts';

export interface Decision {
  readonly choice: string;
  readonly startsOn: string;
  readonly author: string | null;
}

export interface ListedRule {
  readonly rule: string;
  readonly verb: 'see' | 'write';
  readonly sentence: string;
  readonly isOpen: boolean;
  readonly decision: Decision | null;
  readonly ahead: readonly Decision[];
}

/** Rules as sentences, each with its state; `more` says more under the sentence, a rule that one may change leads to `changeAt`. */
export function RuleList<Rule extends ListedRule>({
  rules,
  label,
  locale,
  more = () => [],
  choiceInWords,
  changeAt,
}: {
  rules: readonly Rule[];
  label: string;
  locale: Locale;
  more?: (rule: Rule) => readonly string[];
  choiceInWords: (choice: string, rule: Rule) => string;
  changeAt?: (rule: Rule) => string | undefined;
}): ReactElement {
  const t = texts[locale];
  const said = (rule: Rule): string =>
    [
      ...more(rule),
      rule.decision && t.decided(dayInWords(rule.decision.startsOn, locale), rule.decision.author),
      ...rule.ahead.map(({ choice, startsOn }) => t.ahead(choiceInWords(choice, rule), dayInWords(startsOn, locale))),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <List label={label}>
      {rules.map((rule) => (
        <ListRow
          key={changeKey(rule)}
          title={rule.sentence}
          href={changeAt?.(rule)}
          subtitle={said(rule)}
          trail={
            <Badge tone={rule.isOpen ? 'mousse' : 'neutral'} icon={rule.isOpen ? 'check' : 'lock'}>
              {rule.isOpen ? t.state.open : t.state.closed}
            </Badge>
          }
        />
      ))}
    </List>
  );
}

/** From which day on; today when left empty. */
export function StartsOn({
  locale,
  today,
  value,
  error,
}: {
  locale: Locale;
  today: string;
  value: string | undefined;
  error: string | undefined;
}): ReactElement {
  const t = texts[locale];
  return <DateField name="startsOn" label={t.startsOn} help={t.startsOnHelp} min={today} value={value} error={error} />;
}

/** A rule and verb as the page's address names it, and back. */
export const changeKey = ({ rule, verb }: { readonly rule: string; readonly verb: string }): string =>
  `${rule}.${verb}`;
