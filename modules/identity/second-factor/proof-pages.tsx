import type { ReactElement } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { FROM_FIELD, type HeldAct, PROOF_FIELD } from '../../../platform/http/proof.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { PasswordField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { PasskeyForm } from '../../../ui/passkey.tsx';
import { WhyLink } from '../doctor/help-page.tsx';
import { askOwnPasskey, giveFactorByPasskey } from '../passkeys/contract.ts';
import { texts as passkeyTexts } from '../passkeys/texts.ts';
import { signOut } from '../sign-in/contract.ts';
import * as contract from './contract.ts';
import { CodeField, errorOf, errorsOf } from './parts.tsx';
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
