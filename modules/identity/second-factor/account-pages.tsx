import type { ReactElement, ReactNode } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showAccount } from '../account/contract.ts';
import { PasskeysPart } from '../passkeys/pages.tsx';
import { squareOf } from '../qr-code.ts';
import { dayInWords, inWords } from '../when.ts';
import type { Enrolment, SecondFactor } from './commands.ts';
import * as contract from './contract.ts';
import { CodeField, errorsOf } from './parts.tsx';
import { texts } from './texts.ts';

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

function Act(props: { to: string; variant: 'primary' | 'secondary' | 'danger'; children: ReactNode }): ReactElement {
  return (
    // What comes next is shown this once: a full load leaves no copy in the page cache.
    <form action={props.to} method="post" data-turbo="false">
      <Button variant={props.variant}>{props.children}</Button>
    </form>
  );
}
