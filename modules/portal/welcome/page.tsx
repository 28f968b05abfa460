import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { CheckboxGroup } from '../../../ui/choice.tsx';
import { DateField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { audiences } from '../audience.ts';
import { showPortal } from '../school/contract.ts';
import { texts as schoolTexts } from '../school/texts.ts';
import { WelcomeWords } from './card.tsx';
import { removeWelcome, type showWelcome, writeWelcome } from './contract.ts';
import { texts } from './texts.ts';

type Shown = Answer<typeof showWelcome>;

/** What stands in the form. */
export interface Draft {
  readonly words: string;
  readonly signature: string;
  readonly until: string;
  readonly audiences: readonly string[];
}

interface Given {
  readonly ctx: SessionContext;
  readonly shown: Shown;
  readonly draft?: Draft | undefined;
  /** Show the draft as it would be read. */
  readonly isPreview?: boolean;
  readonly refusal?: Refusal | undefined;
}

/** The page of the word of welcome: what stands, a preview, the form. */
export function welcomeView(given: Given): View {
  const { ctx, shown, isPreview } = given;
  const t = texts[ctx.locale];
  const { school, welcome } = shown;
  const draft = given.draft ?? draftOf(ctx, welcome);
  return {
    title: t.title(school.name),
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          title={t.title(school.name)}
          above={
            <a className="alone" href={addressOf(showPortal, { schoolUai: school.uai })}>
              {t.back}
            </a>
          }
          subtitle={<p>{t.lead}</p>}
        />
        {welcome && !isPreview && (
          <Notice
            tone="success"
            action={
              <Form action={addressOf(removeWelcome, { schoolUai: school.uai })}>
                <Button variant="secondary">{t.remove}</Button>
              </Form>
            }
          >
            <p>{t.now(dayInWords(welcome.until, ctx.locale))}</p>
          </Notice>
        )}
        {isPreview && (
          <Section title={t.preview}>
            <p>{t.previewHint}</p>
            <WelcomeWords title={t.of(school.name)} words={draft.words} signature={draft.signature} />
          </Section>
        )}
        <WelcomeForm {...given} draft={draft} />
      </>
    ),
  };
}

/** A month, and those for whom it is mostly written. */
function draftOf({ actor }: SessionContext, welcome: Shown['welcome']): Draft {
  if (welcome) return { ...welcome, audiences: welcome.audiences ?? [] };
  const until = new Date(Date.parse(actor.today) + 30 * 86_400_000).toISOString().slice(0, 10);
  const signature = [actor.title, actor.title ? actor.familyName : actor.displayName].filter(Boolean).join(' ');
  return { words: '', signature, until, audiences: ['guardian', 'pupil'] };
}

function WelcomeForm({ ctx, shown, draft, refusal, isPreview }: Given & { draft: Draft }): ReactElement {
  const t = texts[ctx.locale];
  const { audienceNames } = schoolTexts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return (
    // The preview answers the form with a page of its own: a full load.
    <Form action={addressOf(writeWelcome, { schoolUai: shown.school.uai })} fullLoad>
      <FormErrors errors={errors} />
      <TextArea
        name="words"
        label={t.words}
        help={t.wordsHelp}
        value={draft.words}
        error={errorOf('words')}
        rows={8}
        maxLength={1500}
        required
      />
      <TextField
        name="signature"
        label={t.signature}
        help={t.signatureHelp}
        value={draft.signature}
        error={errorOf('signature')}
        maxLength={80}
        required
      />
      <CheckboxGroup
        name="audiences"
        label={t.audiences}
        help={t.audiencesHelp}
        values={draft.audiences}
        options={audiences.map((value) => ({ value, label: audienceNames[value] }))}
        inline
      />
      <DateField name="until" label={t.until} value={draft.until} error={errorOf('until')} required />
      <Actions>
        <Button name="do" value="publish" variant={isPreview ? 'primary' : 'secondary'}>
          {t.publish}
        </Button>
        <Button name="do" value="preview" variant={isPreview ? 'secondary' : 'primary'} icon="eye">
          {t.show}
        </Button>
      </Actions>
    </Form>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  const sentences: Readonly<Record<string, string>> = texts[ctx.locale].refused;
  return (refusal?.fields ?? []).flatMap(({ field, code }) => {
    const message = sentences[code];
    return message ? [{ field, message }] : [];
  });
}
