import type { ReactElement } from 'react';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { Checkbox, CheckboxGroup } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { PasswordField, SelectField, TextArea, TextField } from '../../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../../ui/form.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { returnAddress } from '../client/leave.ts';
import { signedOutAddress } from '../door/leaving.ts';
import { showNewSamlProvider, showSamlProvider } from '../saml-providers/contract.ts';
import {
  changeProvider,
  declareProvider,
  listProviders,
  showNewProvider,
  showProvider,
  tryProvider,
} from './contract.ts';
import { clientAuths, kinds, type OidcKind, presets, samlKinds, signedAlgs, speaksSaml, whos } from './kinds.ts';
import type { Provider } from './queries.ts';
import { texts } from './texts.ts';

/** What was declared, and what may be. */
export function providersView(ctx: SessionContext, providers: readonly Provider[]): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {providers.length === 0 ? (
          <EmptyState drawing="key" title={t.none} level={2}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.title}>
            {providers.map((provider) => (
              <ListRow
                key={provider.key}
                href={addressOf(speaksSaml(provider.kind) ? showSamlProvider : showProvider, {
                  provider: provider.key,
                })}
                lead={<Icon name="id-card" />}
                title={provider.name}
                subtitle={`${t.kinds[provider.kind]} · ${provider.audiences.map((who) => t.audienceNames[who]).join(', ')}`}
                trail={provider.active ? <Badge tone="mousse">{t.open}</Badge> : <Badge>{t.shut}</Badge>}
              />
            ))}
          </List>
        )}
        <Section title={t.addTitle}>
          <Actions>
            {samlKinds.map((kind) => (
              <LinkButton key={kind} href={addressOf(showNewSamlProvider, { kind })} variant="secondary" icon="plus">
                {t.add(t.kinds[kind])}
              </LinkButton>
            ))}
            {kinds.map((kind) => (
              <LinkButton key={kind} href={addressOf(showNewProvider, { kind })} variant="secondary" icon="plus">
                {t.add(t.kinds[kind])}
              </LinkButton>
            ))}
          </Actions>
        </Section>
      </>
    ),
  };
}

interface FormShown {
  readonly ctx: SessionContext;
  readonly kind: OidcKind;
  /** Declared already. */
  readonly provider?: Provider;
  readonly refusal?: Refusal;
  readonly typed?: Readonly<Record<string, string>>;
  readonly audiences?: readonly string[] | undefined;
}

/** The form of one provider: what its kind expects is proposed. */
export function formView(shown: FormShown): View {
  const { ctx, kind, provider } = shown;
  const t = texts[ctx.locale];
  const title = provider ? t.editTitle(provider.name) : t.newTitle(t.kinds[kind]);
  return {
    title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.title, href: listProviders.path }, { label: title }]} />}
          title={title}
        />
        {provider && <Registered ctx={ctx} provider={provider} />}
        <Fields {...shown} />
      </>
    ),
  };
}

/** The addresses to give to the provider, and whether it answers. */
function Registered({ ctx, provider }: { ctx: SessionContext; provider: Provider }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.addresses}>
      <DefinitionList
        items={[
          { term: t.returnAddress, value: returnAddress(ctx.publicUrl, provider.key) },
          { term: t.signedOutAddress, value: signedOutAddress(ctx.publicUrl) },
        ]}
      />
      <p>{t.tryHelp}</p>
      <form action={addressOf(tryProvider, { provider: provider.key })} method="post">
        <Button variant="secondary" icon="refresh-cw">
          {t.tryIt}
        </Button>
      </form>
    </Section>
  );
}

function Fields({ ctx, kind, provider, refusal, typed, audiences }: FormShown): ReactElement {
  const t = texts[ctx.locale];
  const from = provider ?? { ...presets[kind], issuer: '', clientId: '', organisations: [], active: false };
  const errors = errorsOf(ctx, refusal);
  const field = (name: string, held: string) => ({
    name,
    value: typed ? (typed[name] ?? '') : held,
    error: errors.find((error) => error.field === name)?.message,
  });
  const ticked = (name: string, held: boolean): boolean => (typed ? typed[name] === 'yes' : held);
  return (
    <Form
      action={provider ? addressOf(changeProvider, { provider: provider.key }) : addressOf(declareProvider, { kind })}
    >
      <FormErrors errors={errors} />
      <TextField {...field('name', from.name)} label={t.name} maxLength={60} required />
      {!provider && <TextField {...field('key', kind)} label={t.key} help={t.keyHelp} spellCheck={false} required />}
      <TextField
        {...field('issuer', from.issuer)}
        type="url"
        label={t.issuer}
        help={t.issuerHelp}
        spellCheck={false}
        required
      />
      <TextField
        {...field('clientId', from.clientId)}
        label={t.clientId}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <PasswordField
        name="secret"
        label={t.secret}
        help={provider ? t.secretKept : t.secretHelp}
        error={errors.find((error) => error.field === 'secret')?.message}
        autoComplete="new-password"
        required={!provider}
      />
      <CheckboxGroup
        name="audiences"
        label={t.audiences}
        error={errors.find((error) => error.field === 'audiences')?.message}
        values={typed ? (audiences ?? []) : from.audiences}
        options={whos.map((value) => ({ value, label: t.audienceNames[value] }))}
      />
      <TextField
        {...field('scopes', from.scopes.join(' '))}
        label={t.scopes}
        help={t.scopesHelp}
        spellCheck={false}
        required
      />
      <TextField {...field('acrValues', from.acrValues.join(' '))} label={t.acr} help={t.acrHelp} spellCheck={false} />
      <SelectField
        {...field('clientAuth', from.clientAuth)}
        label={t.clientAuth}
        options={clientAuths.map((value) => ({ value, label: t.clientAuths[value] }))}
      />
      <SelectField
        {...field('signedAlg', from.signedAlg)}
        label={t.signedAlg}
        options={signedAlgs.map((value) => ({ value, label: value }))}
      />
      <Checkbox
        name="signedUserinfo"
        label={t.signedUserinfo}
        checked={ticked('signedUserinfo', from.signedUserinfo)}
      />
      <TextArea
        {...field('organisations', from.organisations.join('\n'))}
        label={t.organisations}
        help={t.organisationsHelp}
      />
      <Checkbox name="active" label={t.active} checked={ticked('active', from.active)} />
      <Actions>
        <Button>{t.save}</Button>
      </Actions>
    </Form>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = texts[ctx.locale].refused;
  if (refusal.code === 'identity.provider-key-taken')
    return [{ field: 'key', message: sentences['identity.provider-key-taken'] ?? '' }];
  return refusal.fields.flatMap(({ field, code }) => {
    const message = sentences[code];
    return message ? [{ field, message }] : [];
  });
}
