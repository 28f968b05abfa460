import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { showPerson } from '../contract.ts';
import { formErrors } from '../form-errors.ts';
import { underSchool } from '../pages/under-school.tsx';
import { refusalTexts as peopleRefusals } from '../people/texts.ts';
import { words } from '../texts.ts';
import { keepApart, type listDuplicates, mergePair, partMerged, showPair } from './contract.ts';
import { certainty } from './rules.ts';
import { refusalTexts, texts } from './texts.ts';

/** How likely, in a word and a colour; the word says it alone. */
function Certainty({ score, locale }: { score: number; locale: Locale }): ReactElement {
  const level = certainty(score);
  return (
    <Badge tone={level === 'sure' ? 'brique' : level === 'likely' ? 'miel' : 'neutral'}>
      {texts[locale].certainty[level]}
    </Badge>
  );
}

const signsInWords = (signs: readonly string[], locale: Locale): string =>
  signs.map((sign) => texts[locale].signs[sign] ?? sign).join(', ');

/** Pairs of a school, and what can be undone. */
export function duplicatesPage(ctx: SessionContext, answer: Answer<typeof listDuplicates>): View {
  const { locale } = ctx;
  const t = texts[locale];
  const { school, pairs, merges } = answer;
  return underSchool(
    { school, title: t.title, lead: t.lead },
    <>
      {pairs.length === 0 ? (
        <EmptyState drawing="all-done" level={2} title={t.none}>
          <p>{t.noneHint}</p>
        </EmptyState>
      ) : (
        <List label={t.title}>
          {pairs.map(({ left, right, score, signs }) => (
            <ListRow
              key={`${left.id}${right.id}`}
              title={t.pairTitle(left.displayName, right.displayName)}
              href={addressOf(showPair, { leftUid: left.id, rightUid: right.id })}
              subtitle={signsInWords(signs, locale)}
              trail={<Certainty score={score} locale={locale} />}
            />
          ))}
        </List>
      )}
      {merges.length > 0 && (
        <Section title={t.undoTitle}>
          <List label={t.undoTitle}>
            {merges.map((merge) => (
              <ListRow
                key={merge.id}
                title={merge.person.displayName}
                href={addressOf(showPerson, { personUid: merge.person.id })}
                subtitle={t.until(dayInWords(merge.undoUntil.toISOString().slice(0, 10), locale))}
                trail={
                  <form action={addressOf(partMerged, { schoolUai: school.uai, mergeId: merge.id })} method="post">
                    <Button variant="secondary" size="small" aria-label={t.partLabel(merge.person.displayName)}>
                      {t.part}
                    </Button>
                  </form>
                }
              />
            ))}
          </List>
        </Section>
      )}
    </>,
  );
}

type Pair = Answer<typeof showPair>;
type Side = Pair['left'];

/** Two records side by side, and the two answers. */
export function pairView(ctx: SessionContext, pair: Pair, refusal?: Refusal): View {
  const { locale } = ctx;
  const t = texts[locale];
  const { left, right, score, signs, back } = pair;
  const title = t.pairTitle(left.displayName, right.displayName);
  const params = { leftUid: left.id, rightUid: right.id };
  const errors = formErrors(refusal, { ...refusalTexts[locale], ...peopleRefusals[locale] }, t.nothing);
  return {
    title,
    shell: 'app',
    density: 'gestion',
    body: (
      <>
        <PageHeader
          above={back && <Breadcrumb items={[{ label: t.title, href: back }, { label: t.compare }]} />}
          title={title}
          subtitle={
            <p>
              <Certainty score={score} locale={locale} /> {signsInWords(signs, locale)}
            </p>
          }
        />
        <FormErrors errors={errors} />
        <Table
          caption={t.pairLead}
          captionHidden
          rows={rowsOf(pair, locale)}
          rowKey={(row) => row.key}
          columns={[
            { key: 'what', header: t.compare, cell: (row) => row.label, namesRow: true },
            { key: 'left', header: t.record(1), cell: (row) => row.left || t.nothing },
            { key: 'right', header: t.record(2), cell: (row) => row.right || t.nothing },
          ]}
        />
        <Section title={t.what}>
          <ul>
            <li>{t.moves}</li>
            <li>{t.account}</li>
            <li>{t.undo}</li>
          </ul>
          <Form action={addressOf(mergePair, params)}>
            <RadioGroup
              name="stays"
              label={t.stays}
              help={t.staysHint}
              value={left.id}
              options={[
                { value: left.id, label: t.record(1), hint: placeOf(left, locale) },
                { value: right.id, label: t.record(2), hint: placeOf(right, locale) },
              ]}
            />
            <Actions>
              <Button>{t.merge}</Button>
            </Actions>
          </Form>
          <Form action={addressOf(keepApart, params)}>
            <Actions>
              <Button variant="secondary">{t.apart}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  };
}

function placeOf(side: Side, locale: Locale): string {
  const { roles } = words[locale];
  const places = side.posts.map((post) =>
    [roles[post.role] ?? post.role, post.schoolName, post.className].filter(Boolean).join(', '),
  );
  return places.join(' ; ') || texts[locale].nothing;
}

function rowsOf({ left, right }: Pair, locale: Locale) {
  const t = texts[locale];
  const sourceOf = (side: Side): string =>
    side.sources.map((source) => (source.endsWith('1D') ? t.sources.first : t.sources.second)).join(', ') || t.byHand;
  const row = (key: string, label: string, say: (side: Side) => string | null) => ({
    key,
    label,
    left: say(left) ?? '',
    right: say(right) ?? '',
  });
  return [
    row('name', t.name, (side) => side.displayName),
    row('birthDate', t.birthDate, (side) => side.birthDate && dayInWords(side.birthDate, locale)),
    row('email', t.email, (side) => side.email),
    row('mobile', t.mobile, (side) => side.mobile && phoneInPairs(side.mobile)),
    row('city', t.city, (side) => side.city),
    row('places', t.places, (side) => placeOf(side, locale)),
    row('children', t.children, (side) => side.children.join(', ')),
    row('source', t.source, sourceOf),
  ];
}
