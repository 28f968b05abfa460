import type { ReactElement, ReactNode } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { DateField, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { WhyLink } from '../doctor/help-page.tsx';
import { NewPasswordFields, passwordErrors } from '../passwords/fields.tsx';
import type { Audience } from '../sessions/kinds.ts';
import { showSignIn } from '../sign-in/contract.ts';
import { dayInWords } from '../when.ts';
import { choosePassword, enterCode, giveProof } from './contract.ts';
import type { Issuer } from './issuer.ts';
import type { ProofKind } from './proof.ts';
import { texts } from './texts/door.ts';

interface Shown {
  readonly ctx: Context;
  readonly refusal?: Refusal | undefined;
}

/** First step: the code of the sheet. */
export function codeView({ ctx, refusal, typed }: Shown & { readonly typed?: string | undefined }): View {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal, 'code');
  return door(
    ctx,
    t.code.title,
    1,
    <>
      <p>{t.code.lead}</p>
      <FormErrors errors={errors} />
      {refusal && <WhyLink ctx={ctx} />}
      <Form action={enterCode.path}>
        <TextField
          name="code"
          label={t.code.label}
          help={t.code.help}
          value={typed}
          error={errors[0]?.message}
          width="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          required
        />
        <Button wide>{t.code.submit}</Button>
      </Form>
      <Details summary={t.code.none}>
        <p>{t.code.noneHelp}</p>
      </Details>
    </>,
  );
}

/** Second step: the question that a finder of the sheet cannot answer. */
export function proofView({
  ctx,
  refusal,
  proof,
  young,
}: Shown & { readonly proof: ProofKind; readonly young: boolean }): View {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal, 'proof');
  const common = { name: 'proof', error: errors[0]?.message, required: true };
  return door(
    ctx,
    t.proof.title(young),
    2,
    <>
      <p>{t.proof.lead}</p>
      <FormErrors errors={errors} />
      <Form action={giveProof.path}>
        {proof === 'mail' ? (
          <TextField {...common} label={t.proof.mail} type="email" autoComplete="email" />
        ) : (
          <DateField
            {...common}
            label={proof === 'child-birth-date' ? t.proof['child-birth-date'] : t.proof['own-birth-date'](young)}
            help={proof === 'child-birth-date' ? t.proof.childHelp : undefined}
            max={ctx.now.toISOString().slice(0, 10)}
          />
        )}
        <Button wide>{t.proof.submit}</Button>
      </Form>
    </>,
  );
}

export interface Choice {
  readonly login: string;
  readonly givenName: string;
  readonly audience: Audience;
  readonly issuer: Issuer | undefined;
  /** The account has been open before. */
  readonly isBack: boolean;
}

/** Third step: a password, and an address for the day it is forgotten. */
export function choiceView({
  ctx,
  refusal,
  choice,
  email,
}: Shown & { readonly choice: Choice; readonly email?: string | undefined }): View {
  const t = texts[ctx.locale].choice;
  const young = choice.audience !== 'adult';
  const errors = refusal
    ? [...passwordErrors(ctx.locale, choice.audience, refusal.fields), ...fieldErrors(ctx, refusal)]
    : [];
  return door(
    ctx,
    t.title(choice.givenName),
    3,
    <>
      <p>{t.lead(young)}</p>
      <FormErrors errors={errors} />
      <DefinitionList
        items={[
          { term: t.login(young), value: <strong>{choice.login}</strong> },
          ...(choice.issuer
            ? [{ term: t.handedOut, value: t.handedBy(choice.issuer.name, dayInWords(ctx.locale, choice.issuer.at)) }]
            : []),
        ]}
      />
      {choice.isBack && <p>{t.wasOpen(young)}</p>}
      <Form action={choosePassword.path}>
        <NewPasswordFields locale={ctx.locale} audience={choice.audience} login={choice.login} errors={errors} />
        {choice.audience === 'adult' && (
          <TextField
            name="email"
            type="email"
            label={t.email}
            help={t.emailHelp}
            value={email}
            error={errors.find((error) => error.field === 'email')?.message}
            autoComplete="email"
          />
        )}
        <Button wide>{t.submit}</Button>
      </Form>
    </>,
  );
}

function door(ctx: Context, title: string, step: number, body: ReactNode): View {
  return { title, shell: 'door', body: <Door ctx={ctx} title={title} step={step} body={body} /> };
}

function Door({
  ctx,
  title,
  step,
  body,
}: {
  ctx: Context;
  title: string;
  step: number;
  body: ReactNode;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <PageHeader above={<p>{t.step(step)}</p>} title={title} />
      {body}
      <p>
        <a className="alone" href={showSignIn.path}>
          {t.back}
        </a>
      </p>
    </>
  );
}

type Said = Exclude<keyof (typeof texts)['fr']['refused'], 'proofWrong' | 'tooMany'>;

/** The one sentence for what was refused, on the page's one field. */
function errorsOf(ctx: Context, refusal: Refusal | undefined, field: string): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  const { code, details } = refusal;
  if (code === 'identity.proof-wrong') return [{ field, message: refused.proofWrong(Number(details.left)) }];
  if (/too-many/.test(code)) return [{ message: refused.tooMany(Number(details.seconds ?? 60)) }];
  const first = refusal.fields[0]?.code ?? code;
  return [{ field, message: refused[isSaid(first) ? first : 'identity.code-unknown'] }];
}

function fieldErrors(ctx: Context, refusal: Refusal): FormError[] {
  const { refused } = texts[ctx.locale];
  if (refusal.fields.length === 0) return isSaid(refusal.code) ? [{ message: refused[refusal.code] }] : [];
  return refusal.fields.flatMap(({ field, code }) => (isSaid(code) ? [{ field, message: refused[code] }] : []));
}

const isSaid = (code: string): code is Said => Object.hasOwn(texts.fr.refused, code);
