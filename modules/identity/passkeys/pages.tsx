import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { deviceOf } from '../../../platform/http/device.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { NewPasskeyForm } from '../../../ui/passkey.tsx';
import { showSecondFactor } from '../second-factor/contract.ts';
import { texts as factorTexts } from '../second-factor/texts.ts';
import { dayInWords, inWords } from '../when.ts';
import * as contract from './contract.ts';
import type { Making } from './keep.ts';
import type { OwnPasskey } from './store.ts';
import { texts } from './texts.ts';

/** On the page of the second factor: one's passkeys, and the way to add one. */
export function PasskeysPart({
  ctx,
  passkeys,
  isFirstThing,
}: {
  ctx: SessionContext;
  passkeys: readonly OwnPasskey[];
  /** There is no second factor yet. */
  isFirstThing: boolean;
}): ReactElement {
  const t = texts[ctx.locale].page;
  return (
    <Section title={t.title}>
      <p>{t.lead}</p>
      {passkeys.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <List label={t.title}>
          {passkeys.map((passkey) => (
            <Row key={passkey.id} ctx={ctx} passkey={passkey} />
          ))}
        </List>
      )}
      <Actions>
        {/* What comes next is shown this once: a full load leaves no copy in the page cache. */}
        <form action={contract.beginPasskey.path} method="post" data-turbo="false">
          <Button variant={isFirstThing ? 'primary' : 'secondary'} icon="key-round">
            {t.add}
          </Button>
        </form>
      </Actions>
    </Section>
  );
}

function Row({ ctx, passkey }: { ctx: SessionContext; passkey: OwnPasskey }): ReactElement {
  const t = texts[ctx.locale].page;
  const { id, name, addedAt, lastUsedAt, opensAlone, isCopied, suspectAt } = passkey;
  const facts = [
    t.added(dayInWords(ctx.locale, addedAt)),
    lastUsedAt ? t.used(inWords(ctx.locale, lastUsedAt, ctx.now)) : t.neverUsed,
    isCopied ? t.copied : '',
  ];
  return (
    <ListRow
      lead={<Icon name="key-round" />}
      title={name}
      subtitle={facts.filter(Boolean).join(' · ')}
      trail={
        <LinkButton href={addressOf(contract.showPasskey, { passkeyId: id })} variant="secondary" size="small">
          {t.change}
          <span className="visually-hidden"> : {t.changeLabel(name)}</span>
        </LinkButton>
      }
      below={
        suspectAt || opensAlone ? (
          <div className="stack">
            {opensAlone && <Badge icon="check">{t.alone}</Badge>}
            {suspectAt && (
              <Notice tone="attention">
                <p>{t.suspect(inWords(ctx.locale, suspectAt, ctx.now))}</p>
              </Notice>
            )}
          </div>
        ) : undefined
      }
    />
  );
}

interface Typed {
  readonly refusal?: Refusal | undefined;
  readonly name?: string | undefined;
  readonly alone?: boolean | undefined;
}

/** Naming a new passkey and making it. `isFirst`: what follows for the password is said beforehand. */
export function newPasskeyView(
  ctx: SessionContext,
  { options, isFirst }: Making & { readonly isFirst: boolean },
  { refusal, name, alone }: Typed = {},
): View {
  const t = texts[ctx.locale].add;
  const errors = errorsOf(ctx, refusal);
  const { browser, system } = deviceOf(ctx.userAgent);
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        {isFirst && (
          <Notice>
            <p>{t.first}</p>
          </Notice>
        )}
        <NewPasskeyForm action={contract.addPasskey.path} options={options} submit={t.submit} icon="key-round">
          <NameField ctx={ctx} value={name ?? t.suggested(browser, system)} errors={errors} />
          <Checkbox name="alone" label={t.alone} help={t.aloneHelp} checked={alone} />
        </NewPasskeyForm>
        <Actions>
          <LinkButton href={showSecondFactor.path} variant="quiet">
            {texts[ctx.locale].change.back}
          </LinkButton>
        </Actions>
      </>
    ),
  };
}

/** One passkey: its name, what it opens, and the way to remove it. */
export function passkeyView(
  ctx: SessionContext,
  passkey: Pick<OwnPasskey, 'id' | 'name' | 'opensAlone'>,
  refusal?: Refusal,
): View {
  const t = texts[ctx.locale].change;
  const { add } = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const passkeyId = passkey.id;
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{passkey.name}</p>} />
        <FormErrors errors={errors} />
        <Form action={addressOf(contract.changePasskey, { passkeyId })} fullLoad>
          <NameField ctx={ctx} value={passkey.name} errors={errors} />
          <Checkbox name="alone" label={add.alone} help={add.aloneHelp} checked={passkey.opensAlone} />
          <Actions>
            <Button>{t.submit}</Button>
            <LinkButton href={showSecondFactor.path} variant="quiet">
              {t.back}
            </LinkButton>
          </Actions>
        </Form>
        <Section title={t.remove}>
          <p>{t.removeLead}</p>
          <form action={addressOf(contract.removePasskey, { passkeyId })} method="post" data-turbo="false">
            <Button variant="danger" confirm={t.confirm}>
              {t.remove}
            </Button>
          </form>
        </Section>
      </>
    ),
  };
}

function NameField(props: { ctx: SessionContext; value: string; errors: readonly FormError[] }): ReactElement {
  const { ctx, value, errors } = props;
  const t = texts[ctx.locale].add;
  return (
    <TextField
      name="name"
      label={t.name}
      help={t.nameHelp}
      value={value}
      error={errors.find(({ field }) => field === 'name')?.message}
      maxLength={60}
      required
    />
  );
}

function errorsOf({ locale }: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[locale];
  const fault = refusal.fields.find(({ field }) => field === 'name');
  if (fault)
    return [{ field: 'name', message: sentenceIn(refused, fault.code) ?? refused['identity.passkey-name-missing'] }];
  const others = factorTexts[locale].refused;
  const known = sentenceIn(refused, refusal.code) ?? sentenceIn(others, refusal.code);
  return [{ message: known ?? refused['identity.passkey-refused'] }];
}

const sentenceIn = (refused: object, code: string): string | undefined => {
  const found = Object.entries(refused).find(([key]) => key === code)?.[1];
  return typeof found === 'string' ? found : undefined;
};
