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
import { PasskeyForm } from '../../../ui/passkey.tsx';
import { showAccount } from '../account/contract.ts';
import { WhyLink } from '../doctor/help-page.tsx';
import { askOwnPasskey, giveFactorByPasskey } from '../passkeys/contract.ts';
import { PasskeysPart } from '../passkeys/pages.tsx';
import { texts as passkeyTexts } from '../passkeys/texts.ts';
import { texts as passwordTexts } from '../passwords/texts.ts';
import { squareOf } from '../qr-code.ts';
import { signOut } from '../sign-in/contract.ts';
import { dayInWords, inWords } from '../when.ts';
import type { Enrolment, SecondFactor } from './commands.ts';
import * as contract from './contract.ts';
import type { Factors } from './proof.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: Context;
  readonly refusal?: Refusal | undefined;
}

/** At the door, after the password. */
export function factorView(shown: Shown & { readonly next: string; readonly factors: Factors }): View {
  const { ctx, refusal, next, factors } = shown;
  const t = texts[ctx.locale].door;
  const words = passkeyTexts[ctx.locale].factor;
  const errors = errorsOf(ctx, refusal, 'code');
  const { title, lead } = factors.passkey ? words : t;
  const further = next !== '/' && <Hidden name="next" value={next} />;
  return {
    title,
    shell: 'door',
    script: factors.passkey ? 'passkeys' : undefined,
    body: (
      <>
        <PageHeader title={title} subtitle={<p>{lead}</p>} />
        <FormErrors errors={errors} />
        {factors.passkey && (
          <PasskeyForm
            action={giveFactorByPasskey.path}
            asks={askOwnPasskey.path}
            submit={words.submit}
            label={words.submit}
            icon="key-round"
            wide
          >
            {further}
          </PasskeyForm>
        )}
        <Form action={contract.giveFactor.path} label={factors.passkey ? words.otherwise : undefined}>
          {further}
          {factors.application ? (
            <CodeField label={t.label} help={t.help} error={errorOf(errors, 'code')} />
          ) : (
            <CodeField label={t.recovery} help={t.recoveryHelp} error={errorOf(errors, 'code')} />
          )}
          <Button wide variant={factors.passkey ? 'secondary' : 'primary'}>
            {t.submit}
          </Button>
        </Form>
        {refusal && <WhyLink ctx={ctx} />}
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
  readonly factors: Factors;
  readonly refusal?: Refusal | undefined;
}): View {
  const { ctx, act, factors, refusal } = shown;
  const t = texts[ctx.locale].proof;
  const errors = errorsOf(ctx, refusal, PROOF_FIELD);
  const common = { name: PROOF_FIELD, error: errorOf(errors, PROOF_FIELD), required: true };
  const held = (
    <>
      <HeldFields act={act} />
      {act.from !== undefined && <Hidden name={FROM_FIELD} value={act.from} />}
    </>
  );
  return {
    title: t.title,
    shell: 'door',
    script: factors.passkey ? 'passkeys' : undefined,
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        {factors.passkey && (
          <PasskeyForm
            action={act.action}
            asks={askOwnPasskey.path}
            name={PROOF_FIELD}
            submit={t.byPasskey}
            label={t.byPasskey}
            icon="key-round"
            wide
          >
            {held}
          </PasskeyForm>
        )}
        <Form action={act.action} fullLoad>
          {held}
          {factors.application || factors.passkey ? (
            <TextField
              {...common}
              label={factors.application ? t.byCode : t.byRecovery}
              width="code"
              autoComplete="one-time-code"
            />
          ) : (
            <PasswordField {...common} label={t.byPassword} autoComplete="current-password" />
          )}
          <Button wide variant={factors.passkey ? 'secondary' : 'primary'}>
            {t.submit}
          </Button>
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
  const { passkeys, isMandatory } = factor;
  const has = factor.since !== null || passkeys.length > 0;
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{isMandatory ? `${t.lead} ${t.mandatory}` : t.lead}</p>} />
        <FormErrors errors={errorsOf(ctx, refusal)} />
        <PasskeysPart ctx={ctx} passkeys={passkeys} isFirstThing={!has} />
        <ApplicationPart ctx={ctx} factor={factor} />
        {has && <RecoveryPart ctx={ctx} left={factor.recoveryCodesLeft} />}
      </>
    ),
  };
}

function ApplicationPart({ ctx, factor }: { ctx: SessionContext; factor: SecondFactor }): ReactElement {
  const t = texts[ctx.locale].page;
  const { since, lastUsedAt, passkeys, isMandatory } = factor;
  const isLast = passkeys.length === 0;
  return (
    <Section title={t.application}>
      {since ? (
        <DefinitionList
          items={[
            { term: t.since, value: dayInWords(ctx.locale, since) },
            ...(lastUsedAt ? [{ term: t.lastUsed, value: inWords(ctx.locale, lastUsedAt, ctx.now) }] : []),
          ]}
        />
      ) : (
        <p>{t.applicationLead}</p>
      )}
      <Actions>
        <Act to={contract.beginEnrolment.path} variant="secondary">
          {since ? t.replace : t.begin}
        </Act>
        {since && !(isMandatory && isLast) && (
          <Act to={contract.removeSecondFactor.path} variant="danger">
            {isLast ? t.remove : t.removeApplication}
          </Act>
        )}
      </Actions>
    </Section>
  );
}

function RecoveryPart({ ctx, left }: { ctx: SessionContext; left: number }): ReactElement {
  const t = texts[ctx.locale].page;
  return (
    <Section title={t.recovery}>
      <DefinitionList items={[{ term: t.left, value: String(left) }]} />
      {left < 3 && (
        <Notice tone="attention">
          <p>{t.few}</p>
        </Notice>
      )}
      <p>{t.allLost}</p>
      <Actions>
        <Act to={contract.renewRecoveryCodes.path} variant="secondary">
          {t.renew}
        </Act>
      </Actions>
    </Section>
  );
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
  if (/too-many-(?:tries|requests)/.test(refusal.code))
    return [{ ...named, message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  const code = refusal.fields[0]?.code ?? refusal.code;
  if (code === 'identity.password-wrong')
    return [{ ...named, message: passwordTexts[ctx.locale].fault['identity.password-wrong'] }];
  const byPasskey = sentenceIn(passkeyTexts[ctx.locale].refused, code);
  if (byPasskey) return [{ message: byPasskey }];
  return [{ ...named, message: sentenceIn(refused, code) ?? refused['identity.factor-wrong'] }];
}

const errorOf = (errors: readonly FormError[], name: string): string | undefined =>
  errors.find(({ field }) => field === name)?.message;

function sentenceIn(refused: object, code: string): string | undefined {
  const found = Object.entries(refused).find(([key]) => key === code)?.[1];
  return typeof found === 'string' ? found : undefined;
}
