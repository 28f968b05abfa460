import type { ReactElement, ReactNode } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { FROM_FIELD, type HeldAct, PROOF_FIELD } from '../../../platform/http/proof.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { PasswordField, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showAccount } from '../account/contract.ts';
import { texts as passwordTexts } from '../passwords/texts.ts';
import { squareOf } from '../qr-code.ts';
import { signOut } from '../sign-in/contract.ts';
import { dayInWords, inWords } from '../when.ts';
import type { Enrolment, SecondFactor } from './commands.ts';
import * as contract from './contract.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: Context;
  readonly refusal?: Refusal | undefined;
}

/** At the door, after the password. */
export function factorView({ ctx, refusal, next }: Shown & { readonly next: string }): View {
  const t = texts[ctx.locale].door;
  const errors = errorsOf(ctx, refusal, 'code');
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Form action={contract.giveFactor.path}>
          {next !== '/' && <Hidden name="next" value={next} />}
          <CodeField label={t.label} help={t.help} error={errors[0]?.message} />
          <Button wide>{t.submit}</Button>
        </Form>
        <Details summary={t.lost}>
          <p>{t.lostHelp}</p>
        </Details>
        <Actions>
          <form action={signOut.path} method="post" data-turbo="false">
            <Button variant="quiet">{t.leave}</Button>
          </form>
        </Actions>
      </>
    ),
  };
}

/** Before a grave act: the same form goes on with what the person had filled in. */
export function proofView(shown: {
  readonly ctx: SessionContext;
  readonly act: HeldAct;
  readonly byCode: boolean;
  readonly refusal?: Refusal | undefined;
}): View {
  const { ctx, act, byCode, refusal } = shown;
  const t = texts[ctx.locale].proof;
  const errors = errorsOf(ctx, refusal, PROOF_FIELD);
  const common = { name: PROOF_FIELD, error: errors[0]?.message, required: true };
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Form action={act.action} fullLoad>
          <HeldFields act={act} />
          {act.from !== undefined && <Hidden name={FROM_FIELD} value={act.from} />}
          {byCode ? (
            <TextField {...common} label={t.byCode} width="code" inputMode="numeric" autoComplete="one-time-code" />
          ) : (
            <PasswordField {...common} label={t.byPassword} autoComplete="current-password" />
          )}
          <Button wide>{t.submit}</Button>
        </Form>
      </>
    ),
  };
}

function HeldFields({ act }: { act: HeldAct }): ReactElement {
  return (
    <>
      {act.fields.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field may come several times, in an order that is its own.
        <Hidden key={at} name={name} value={value} />
      ))}
    </>
  );
}

/** After the proof: the file to take, and the way back. */
export function fileReadyView({ locale }: SessionContext, act: HeldAct): View {
  const t = texts[locale].proof;
  return {
    title: t.fileTitle,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.fileTitle} subtitle={<p>{t.fileLead}</p>} />
        <Form action={act.action} fullLoad>
          <HeldFields act={act} />
          <Button wide icon="download">
            {t.file}
          </Button>
        </Form>
        <Actions>
          <LinkButton href={act.from ?? '/'} variant="quiet">
            {t.back}
          </LinkButton>
        </Actions>
      </>
    ),
  };
}

/** The account's page of it: what is in force, and what can be done. */
export function secondFactorView(ctx: SessionContext, factor: SecondFactor, refusal?: Refusal): View {
  const t = texts[ctx.locale].page;
  const errors = errorsOf(ctx, refusal);
  const { since, lastUsedAt, recoveryCodesLeft, isMandatory } = factor;
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{isMandatory ? `${t.lead} ${t.mandatory}` : t.lead}</p>} />
        <FormErrors errors={errors} />
        {since && (
          <DefinitionList
            items={[
              { term: t.since, value: dayInWords(ctx.locale, since) },
              ...(lastUsedAt ? [{ term: t.lastUsed, value: inWords(ctx.locale, lastUsedAt, ctx.now) }] : []),
              { term: t.left, value: String(recoveryCodesLeft) },
            ]}
          />
        )}
        {since && recoveryCodesLeft < 3 && (
          <Notice tone="attention">
            <p>{t.few}</p>
          </Notice>
        )}
        <Actions>
          <Act to={contract.beginEnrolment.path} variant={since ? 'secondary' : 'primary'}>
            {since ? t.replace : t.begin}
          </Act>
          {since && (
            <Act to={contract.renewRecoveryCodes.path} variant="secondary">
              {t.renew}
            </Act>
          )}
          {since && !isMandatory && (
            <Act to={contract.removeSecondFactor.path} variant="danger">
              {t.remove}
            </Act>
          )}
        </Actions>
      </>
    ),
  };
}

/** The square to scan, and the first code to give. */
export async function enrolmentView(ctx: SessionContext, enrolment: Enrolment, refusal?: Refusal): Promise<View> {
  const t = texts[ctx.locale].enrol;
  const errors = errorsOf(ctx, refusal, 'code');
  const square = await squareOf(enrolment.address);
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.scan}</p>} />
        <FormErrors errors={errors} />
        <Card>
          <div className="printed-code">
            <img src={square} alt={t.square} width="208" height="208" />
          </div>
          <DefinitionList items={[{ term: t.typed, value: <code>{enrolment.typed}</code> }]} />
        </Card>
        <Form action={contract.confirmEnrolment.path} fullLoad>
          <CodeField label={t.label} help={t.help} error={errors[0]?.message} />
          <Button>{t.submit}</Button>
        </Form>
      </>
    ),
  };
}

/** Ten codes, this once. */
export function recoveryCodesView(ctx: SessionContext, codes: readonly string[]): View {
  const t = texts[ctx.locale];
  return {
    title: t.codes.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.codes.title} />
        <Notice tone="attention" announce>
          <p>{t.codes.once}</p>
        </Notice>
        <Section title={t.codes.list}>
          <ul className="code-list">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </Section>
        <LinkButton href={showAccount.path} variant="secondary">
          {t.page.back}
        </LinkButton>
      </>
    ),
  };
}

function CodeField({ label, help, error }: { label: string; help: string; error: string | undefined }): ReactElement {
  return (
    <TextField
      name="code"
      label={label}
      help={help}
      error={error}
      width="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={20}
      required
    />
  );
}

function Act(props: { to: string; variant: 'primary' | 'secondary' | 'danger'; children: ReactNode }): ReactElement {
  return (
    // What comes next is shown this once: a full load leaves no copy in the page cache.
    <form action={props.to} method="post" data-turbo="false">
      <Button variant={props.variant}>{props.children}</Button>
    </form>
  );
}

function errorsOf(ctx: Context, refusal: Refusal | undefined, field?: string): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  const named = field ? { field } : {};
  if (/too-many/.test(refusal.code))
    return [{ ...named, message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  const code = refusal.fields[0]?.code ?? refusal.code;
  if (code === 'identity.password-wrong')
    return [{ ...named, message: passwordTexts[ctx.locale].fault['identity.password-wrong'] }];
  const known = Object.entries(refused).find(([key, value]) => key === code && typeof value === 'string');
  return [{ ...named, message: known ? String(known[1]) : refused['identity.factor-wrong'] }];
}
