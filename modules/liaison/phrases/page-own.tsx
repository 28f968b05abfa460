import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { textFaults } from '../../../platform/rich-text/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { texts as staffTexts } from '../notes/texts-staff.ts';
import { phrasesIn } from './bank.ts';
import { type listOwnPhrases, listPhrases, removeOwnPhrase, writeOwnPhrase } from './contract.ts';
import { texts } from './texts.ts';

export interface OwnPhrasesShown {
  readonly replaces?: string | undefined;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>> | undefined;
}

/** A school's own phrases, and the form for one more; begun from one of the bank, it stands for that one. */
export function ownPhrasesView(
  { locale }: SessionContext,
  { school, phrases }: Answer<typeof listOwnPhrases>,
  { replaces = '', refusal, typed }: OwnPhrasesShown,
): View {
  const t = texts[locale];
  const bank = phrasesIn('fr');
  const start = typed ?? { title: bank.get(replaces)?.title, words: bank.get(replaces)?.text, replaces };
  const sentences: Readonly<Record<string, string>> = { ...staffTexts[locale].refused, ...textFaults[locale] };
  const errors: FormError[] = (refusal?.fields ?? []).map(({ field, code }) => ({
    field,
    message: sentences[code] ?? t.faulty,
  }));
  const errorOf = (field: string): string | undefined => errors.find((error) => error.field === field)?.message;
  const params = { schoolUai: school.uai };
  return {
    title: t.ownTitle(school.name),
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.title, href: listPhrases.path }, { label: school.name }]} />}
          title={t.ownTitle(school.name)}
          subtitle={t.ownSubtitle}
        />
        {phrases.length === 0 ? (
          <EmptyState drawing="notebook" title={t.ownEmpty} level={2}>
            <p>{t.ownEmptyText}</p>
          </EmptyState>
        ) : (
          <List label={t.ownTitle(school.name)}>
            {phrases.map(({ id, title, words, replaces: key }) => (
              <ListRow
                key={id}
                title={title}
                subtitle={key ? t.instead(bank.get(key)?.title ?? key) : undefined}
                below={
                  <div className="stack">
                    <p>{words}</p>
                    <form method="post" action={addressOf(removeOwnPhrase, { ...params, phraseId: id })}>
                      <Button size="small" variant="quiet" icon="trash-2" aria-label={t.removeOf(title)}>
                        {t.remove}
                      </Button>
                    </form>
                  </div>
                }
              />
            ))}
          </List>
        )}
        <Section title={t.ownNew}>
          <Form action={addressOf(writeOwnPhrase, params)} draft={`phrase ${school.uai}`}>
            <FormErrors errors={errors} />
            <TextField
              name="title"
              label={t.fieldTitle}
              value={start.title}
              error={errorOf('title')}
              maxLength={120}
              required
            />
            <TextArea
              name="words"
              label={t.fieldWords}
              value={start.words}
              error={errorOf('words')}
              maxLength={2000}
              required
            />
            <SelectField
              name="replaces"
              label={t.replaces}
              value={start.replaces}
              placeholder={t.replacesNone}
              options={[...bank].map(([value, { title }]) => ({ value, label: title }))}
            />
            <Actions>
              <Button icon="plus">{t.add}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  };
}
