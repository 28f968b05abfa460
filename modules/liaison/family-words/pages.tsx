import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords, weekdayInWords } from '../../../platform/texts/days.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, TextArea } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { listOwnWords, listReceivedWords, receiveWord, sendWord, wordKinds } from './contract.ts';
import { texts } from './texts.ts';

type Own = Answer<typeof listOwnWords>;
type Received = Answer<typeof listReceivedWords>;
type Word = Own['words'][number];

interface OwnShown {
  readonly own: Own;
  readonly requestKey: string;
  readonly child?: string | undefined;
  readonly after?: string | undefined;
  readonly refusal?: Refusal;
  readonly typed?: Readonly<Record<string, string>>;
}

/** A guardian tells the school something, and finds what they told before. */
export function ownWordsView(ctx: SessionContext, shown: OwnShown): View {
  const t = texts[ctx.locale];
  const { own, child } = shown;
  return {
    title: t.title,
    shell: 'app',
    destination: 'more',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {ctx.actor.children.length === 0 ? (
          <EmptyState drawing="notebook" title={t.noChild} level={2}>
            <p>{t.noChildText}</p>
          </EmptyState>
        ) : (
          !shown.after && <WordForm ctx={ctx} shown={shown} />
        )}
        <Section title={t.own}>
          {own.words.length === 0 ? (
            <EmptyState drawing="letterbox" title={t.none}>
              <p>{t.noneText}</p>
            </EmptyState>
          ) : (
            <List label={t.own}>
              {own.words.map((word) => (
                <Line key={word.id} ctx={ctx} word={word} />
              ))}
            </List>
          )}
          {own.after && (
            <p>
              <LinkButton variant="secondary" href={addressOf(listOwnWords, {}, { child, after: own.after })}>
                {t.more}
              </LinkButton>
            </p>
          )}
        </Section>
      </>
    ),
  };
}

function WordForm({ ctx, shown }: { ctx: SessionContext; shown: OwnShown }): ReactElement {
  const { locale, actor } = ctx;
  const t = texts[locale];
  const typed = shown.typed ?? {};
  const errors = errorsOf(ctx, shown.refusal);
  const error = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const [only] = actor.children;
  return (
    <Form action={sendWord.path} draft="family-word" outbox={{ what: t.outbox, field: 'words' }}>
      <FormErrors errors={errors} />
      <Hidden name="requestKey" value={typed.requestKey ?? shown.requestKey} />
      {actor.children.length === 1 && only ? (
        <Hidden name="child" value={only.uid} />
      ) : (
        <RadioGroup
          name="child"
          label={t.child}
          value={typed.child ?? shown.child}
          error={error('child')}
          options={actor.children.map(({ uid, givenName }) => ({ value: uid, label: givenName }))}
          inline
          required
        />
      )}
      <RadioGroup
        name="kind"
        label={t.kind}
        value={typed.kind ?? 'absence'}
        error={error('kind')}
        options={wordKinds.map((value) => ({ value, ...t.kinds[value] }))}
        required
      />
      <DateField
        name="startsOn"
        label={t.startsOn}
        value={typed.startsOn ?? actor.today}
        error={error('startsOn')}
        required
      />
      <DateField name="until" label={t.until} help={t.untilHelp} value={typed.until} error={error('until')} />
      <TextArea
        name="words"
        label={t.words}
        help={t.wordsHelp}
        value={typed.words}
        error={error('words')}
        rows={3}
        maxLength={500}
        required
      />
      <p>{t.hours}</p>
      <Actions>
        <Button icon="send">{t.send}</Button>
      </Actions>
    </Form>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const t = texts[ctx.locale];
  const sentences: Readonly<Record<string, string>> = t.refused;
  if (refusal.fields.length === 0) return [{ message: sentences[refusal.code] ?? t.wrong }];
  return refusal.fields.map(({ field, code }) => ({ field, message: sentences[code] ?? t.wrong }));
}

function Line({ ctx, word, children }: { ctx: SessionContext; word: Word; children?: ReactElement }): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const said = (day: string): string => weekdayInWords(day, locale);
  const when =
    word.startsOn === word.until ? t.day(said(word.startsOn)) : t.days(said(word.startsOn), said(word.until));
  const read = word.received ? t.read(word.received.by, instantInWords(word.received.at, locale)) : t.notRead;
  return (
    <ListRow
      title={t.brief(t.short[word.kind], `${word.pupil.displayName}, ${when}`)}
      lead={<Avatar name={word.pupil.displayName} animal={animalOf(word.pupil.id)} />}
      subtitle={
        <>
          {word.words}
          <br />
          {[word.author, word.place, children ? '' : read].filter(Boolean).join(' · ')}
        </>
      }
      below={children}
    />
  );
}

/** What families told the classes and schools of the reader; a tap says that it was read. */
export function receivedWordsView(ctx: SessionContext, received: Received, group: string | undefined): View {
  const t = texts[ctx.locale];
  return {
    title: t.receivedTitle,
    shell: 'app',
    destination: group ? 'groups' : 'more',
    live: ctx.actor.groups.map(({ groupId }) => `group:${groupId}`).slice(0, 20),
    body: (
      <>
        <PageHeader title={t.receivedTitle} subtitle={<p>{t.receivedLead}</p>} />
        {received.waiting.length === 0 ? (
          <EmptyState drawing="all-done" title={t.nothing} level={2}>
            <p>{t.nothingText}</p>
          </EmptyState>
        ) : (
          <Section title={t.waiting} aside={received.waiting.length}>
            <List label={t.waiting}>
              {received.waiting.map((word) => (
                <Line key={word.id} ctx={ctx} word={word}>
                  <form action={addressOf(receiveWord, { wordId: word.id })} method="post">
                    <Button
                      size="small"
                      variant="secondary"
                      icon="check"
                      aria-label={t.receiveLabel(word.pupil.displayName)}
                    >
                      {t.receive}
                    </Button>
                  </form>
                </Line>
              ))}
            </List>
          </Section>
        )}
        {received.words.length > 0 && (
          <Section title={t.done}>
            <List label={t.done}>
              {received.words.map((word) => (
                <Line key={word.id} ctx={ctx} word={word} />
              ))}
            </List>
            {received.after && (
              <p>
                <LinkButton
                  variant="secondary"
                  href={addressOf(listReceivedWords, {}, { group, after: received.after })}
                >
                  {t.more}
                </LinkButton>
              </p>
            )}
          </Section>
        )}
      </>
    ),
  };
}
