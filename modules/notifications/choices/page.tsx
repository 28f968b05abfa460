import type { ReactElement } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { NotificationKind } from '../../../platform/module.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import type { Ways } from '../deliveries/rules.ts';
import { showHours } from '../hours/contract.ts';
import { chooseByKind, choosePace, mailPaces, retryAddress } from './contract.ts';
import { PaceField } from './pace-field.tsx';
import type { OwnChoices } from './read.ts';
import { texts } from './texts.ts';

/** How I am told: three simple choices first, then devices, then subject by subject. */
export function choicesView(ctx: SessionContext, own: OwnChoices, refusal?: Refusal): View {
  const t = texts[ctx.locale];
  const error = refusal && t.refused['notifications.pace-missing'];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{ctx.actor.roles.includes('pupil') ? t.leadForPupil : t.lead}</p>} />
        <FormErrors errors={error ? [{ field: 'mail', message: error }] : []} />
        {own.broken.map((address) => (
          <Notice
            key={address}
            tone="attention"
            title={t.brokenTitle}
            action={
              <form action={retryAddress.path} method="post">
                <Button variant="secondary">{t.works}</Button>
              </form>
            }
          >
            <p>{t.broken(address)}</p>
          </Notice>
        ))}
        {own.canHaveMail && <Mail ctx={ctx} own={own} error={error} />}
        {own.devices}
        <ByKind ctx={ctx} own={own} />
        <Actions>
          <LinkButton variant="quiet" icon="moon" href={showHours.path}>
            {t.hours}
          </LinkButton>
        </Actions>
      </>
    ),
  };
}

function Mail({ ctx, own, error }: { ctx: SessionContext; own: OwnChoices; error: string | undefined }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.mail}>
      {own.address ? (
        <p>{t.goesTo(own.address)}</p>
      ) : (
        <Notice
          tone="info"
          action={
            <LinkButton variant="secondary" href="/account">
              {t.addAddress}
            </LinkButton>
          }
        >
          <p>{t.noAddress}</p>
        </Notice>
      )}
      <Form action={choosePace.path}>
        <PaceField
          locale={ctx.locale}
          value={own.mail ?? undefined}
          help={own.mail ? t.urgent : t.suggested}
          error={error}
        />
        <Actions>
          <Button>{t.keep}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

function ByKind({ ctx, own }: { ctx: SessionContext; own: OwnChoices }): ReactElement | null {
  const t = texts[ctx.locale];
  if (own.kinds.length === 0) return null;
  return (
    <Details summary={t.fine}>
      <Form action={chooseByKind.path} label={t.fine}>
        {own.kinds.map(({ kind, ways }) => (
          <KindFields key={kind.key} ctx={ctx} kind={kind} ways={ways} mail={own.canHaveMail} />
        ))}
        <Actions>
          <Button variant="secondary">{t.keep}</Button>
        </Actions>
      </Form>
    </Details>
  );
}

function KindFields({
  ctx,
  kind,
  ways,
  mail,
}: {
  ctx: SessionContext;
  kind: NotificationKind;
  ways: Ways;
  mail: boolean;
}): ReactElement {
  const t = texts[ctx.locale];
  const words = kind.texts[ctx.locale];
  return (
    <fieldset className="field">
      <legend>{words.label}</legend>
      <p className="field-help">{words.hint}</p>
      {mail && (
        <SelectField
          name={`mail-${kind.key}`}
          idPrefix="kinds"
          label={t.mailOf(words.label)}
          value={ways.mail}
          options={mailPaces.map((value) => ({ value, label: t.shortPaces[value] }))}
        />
      )}
      <SelectField
        name={`push-${kind.key}`}
        idPrefix="kinds"
        label={t.pushOf(words.label)}
        value={ways.isPushed ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t.yes },
          { value: 'no', label: t.no },
        ]}
      />
    </fieldset>
  );
}
