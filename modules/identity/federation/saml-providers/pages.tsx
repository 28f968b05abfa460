import type { ReactElement } from 'react';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { Checkbox, CheckboxGroup } from '../../../../ui/choice.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { TextArea, TextField } from '../../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../../ui/form.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { dayInWords } from '../../when.ts';
import { listProviders } from '../providers/contract.ts';
import { type SamlKind, whos } from '../providers/kinds.ts';
import { texts as providerTexts } from '../providers/texts.ts';
import { shownVectorTypes, usualVectorTypes } from '../recognition/vectors.ts';
import { ownAddresses, type SamlProvider } from '../saml/provider.ts';
import { certificateFacts } from '../saml/their-metadata.ts';
import { changeSamlProvider, declareSamlProvider } from './contract.ts';
import { texts } from './texts.ts';

interface FormShown {
  readonly ctx: SessionContext;
  readonly kind: SamlKind;
  /** Declared already. */
  readonly provider?: SamlProvider;
  readonly refusal?: Refusal;
  readonly typed?: Readonly<Record<string, string>>;
  readonly audiences?: readonly string[] | undefined;
}

/** The form of a provider of the academy: by its metadata. */
export function samlFormView(shown: FormShown): View {
  const { ctx, kind, provider } = shown;
  const t = providerTexts[ctx.locale];
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

/** What to register there, and what is known of it. */
function Registered({ ctx, provider }: { ctx: SessionContext; provider: SamlProvider }): ReactElement {
  const t = texts[ctx.locale];
  const own = ownAddresses(ctx.publicUrl, provider.key);
  return (
    <>
      <Section title={providerTexts[ctx.locale].addresses}>
        <p>{t.registerHelp}</p>
        <DefinitionList
          items={[
            { term: t.ownMetadata, value: <OwnMetadata address={own.entityId} /> },
            { term: t.answers, value: own.answers },
            { term: t.signOuts, value: own.signOuts },
          ]}
        />
      </Section>
      <Section title={t.known}>
        <DefinitionList
          items={[
            { term: t.issuer, value: provider.issuer },
            { term: t.sso, value: provider.ssoAddress },
            { term: t.slo, value: provider.sloAddress ?? t.noSlo },
            ...provider.certificates.map((pem, at) => {
              const { until, fingerprint } = certificateFacts(pem);
              return {
                term: t.certificate(at + 1),
                value: t.certificateFacts(dayInWords(ctx.locale, until), fingerprint),
              };
            }),
          ]}
        />
      </Section>
    </>
  );
}

const OwnMetadata = ({ address }: { address: string }): ReactElement => (
  <a className="alone" href={address} data-turbo="false">
    {address}
  </a>
);

function Fields({ ctx, kind, provider, refusal, typed, audiences }: FormShown): ReactElement {
  const t = texts[ctx.locale];
  const p = providerTexts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const field = (name: string, held: string) => ({
    name,
    value: typed ? (typed[name] ?? '') : held,
    error: errorOf(name),
  });
  const ticked = (name: string, held: boolean): boolean => (typed ? typed[name] === 'yes' : held);
  const usual = kind === 'educonnect' ? ['family'] : ['school'];
  return (
    <Form
      action={
        provider ? addressOf(changeSamlProvider, { provider: provider.key }) : addressOf(declareSamlProvider, { kind })
      }
    >
      <FormErrors errors={errors} />
      <TextField {...field('name', provider?.name ?? t.names[kind])} label={p.name} maxLength={60} required />
      {!provider && <TextField {...field('key', kind)} label={p.key} help={t.keyHelp} spellCheck={false} required />}
      <TextArea
        {...field('metadata', '')}
        label={t.metadata}
        help={provider ? t.metadataKept : t.metadataHelp}
        required={!provider}
      />
      <CheckboxGroup
        name="audiences"
        label={p.audiences}
        error={errorOf('audiences')}
        values={typed ? (audiences ?? []) : (provider?.audiences ?? usual)}
        options={whos.map((value) => ({ value, label: p.audienceNames[value] }))}
      />
      {kind === 'agents' ? (
        <>
          <TextArea
            {...field('mailDomains', provider?.mailDomains.join('\n') ?? '')}
            label={t.domains}
            help={t.domainsHelp}
            required
          />
          <Checkbox
            name="encrypted"
            label={t.encrypted}
            help={t.encryptedHelp}
            checked={ticked('encrypted', provider?.encrypted ?? false)}
          />
        </>
      ) : (
        <TextArea
          {...field('vectorTypes', shownVectorTypes(provider?.vectorTypes ?? usualVectorTypes))}
          label={t.vectors}
          help={t.vectorsHelp}
        />
      )}
      <TextArea {...field('returnHosts', provider?.returnHosts.join('\n') ?? '')} label={t.hosts} help={t.hostsHelp} />
      <Checkbox
        name="unsolicited"
        label={t.unsolicited}
        help={t.unsolicitedHelp}
        checked={ticked('unsolicited', provider?.unsolicited ?? false)}
      />
      <Checkbox name="active" label={p.active} checked={ticked('active', provider?.active ?? false)} />
      <Actions>
        <Button>{p.save}</Button>
      </Actions>
    </Form>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = {
    ...providerTexts[ctx.locale].refused,
    ...texts[ctx.locale].refused,
  };
  const said = (field: string, code: string): FormError[] => {
    const message = sentences[code];
    return message ? [{ field, message }] : [];
  };
  if (refusal.code === 'identity.provider-key-taken') return said('key', refusal.code);
  return refusal.fields.flatMap(({ field, code }) => said(field, code));
}
