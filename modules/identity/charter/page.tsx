import type { ReactElement } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { signOut } from '../sign-in/contract.ts';
import { dayInWords } from '../when.ts';
import type { Charter } from './charter.ts';
import { acceptCharter } from './contract.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly charter: Charter;
  readonly next: string;
  readonly refusal?: Refusal | undefined;
}

/** The charter, to accept at a first entry and after each new version; afterwards to read again. */
export const charterView = (shown: Shown): View => ({
  title: texts[shown.ctx.locale].title,
  shell: 'door',
  density: shown.charter.audience === 'young' ? 'petits' : shown.charter.audience === 'college' ? 'eleve' : 'famille',
  body: <CharterPage {...shown} />,
});

function CharterPage({ ctx, charter, next, refusal }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{t.lead[charter.audience]}</p>} />
      <FormErrors errors={errors} />
      <div className="prose">
        {charter.articles.map((article) => (
          <section key={article.title}>
            <h2>{article.title}</h2>
            <p>{article.text}</p>
          </section>
        ))}
        <p>
          <small>{t.version(charter.version, dayInWords(ctx.locale, charter.publishedAt))}</small>
        </p>
      </div>
      {charter.acceptedAt ? (
        <>
          <p>{t.accepted(dayInWords(ctx.locale, charter.acceptedAt))}</p>
          <LinkButton href="/" variant="secondary">
            {t.back}
          </LinkButton>
        </>
      ) : (
        <Consent ctx={ctx} charter={charter} next={next} errors={errors} />
      )}
    </>
  );
}

function Consent(props: Omit<Shown, 'refusal'> & { errors: readonly FormError[] }): ReactElement {
  const { ctx, charter, next, errors } = props;
  const t = texts[ctx.locale];
  return (
    <>
      <Form action={acceptCharter.path}>
        <Hidden name="version" value={String(charter.version)} />
        {next !== '/' && <Hidden name="next" value={next} />}
        <Checkbox
          name="accepted"
          label={t.agree[charter.audience]}
          error={errors.find(({ field }) => field === 'accepted')?.message}
          required
        />
        <Button wide>{t.submit}</Button>
      </Form>
      <Actions>
        <form action={signOut.path} method="post" data-turbo="false">
          <Button variant="quiet">{t.refuse[charter.audience]}</Button>
        </form>
      </Actions>
    </>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  if (refusal.code === 'identity.charter-changed') return [{ message: refused['identity.charter-changed'] }];
  return [{ field: 'accepted', message: refused['identity.charter-not-accepted'] }];
}
