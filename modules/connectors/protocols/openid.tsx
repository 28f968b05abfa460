import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import {
  attributesOfClaims,
  attributeTexts,
  claimNames,
  claimsIn,
  clientAuths,
  keepOpenidClient,
  openidClient,
  openidDiscovery,
  releasedAs,
} from '../../identity/index.ts';
import { drawSecret } from '../contract.ts';
import { errorFor, type FieldsetProps, lines, type ProtocolPart, type ShownService } from './part.ts';
import { texts } from './texts-openid.ts';

function Fieldset({ ctx, fields, ticked, errors }: FieldsetProps): ReactElement {
  const t = texts[ctx.locale];
  const words = attributeTexts[ctx.locale].attributes;
  const list = (name: 'postLogoutAddresses' | 'redirectAddresses'): ReactElement => (
    <TextArea
      name={name}
      label={t[name]}
      help={t.helps[name]}
      value={fields[name]}
      error={errorFor(errors, name)}
      rows={3}
    />
  );
  const address = (name: 'backChannelAddress' | 'frontChannelAddress' | 'jwksAddress'): ReactElement => (
    <TextField
      name={name}
      type="url"
      label={t[name]}
      help={t.helps[name]}
      value={fields[name]}
      error={errorFor(errors, name)}
    />
  );
  return (
    <>
      <Section title={t.addresses}>
        {list('redirectAddresses')}
        {list('postLogoutAddresses')}
        {address('backChannelAddress')}
        {address('frontChannelAddress')}
      </Section>
      <Section title={t.proof}>
        <RadioGroup
          name="clientAuth"
          label={t.clientAuth}
          value={fields.clientAuth ?? 'client_secret_basic'}
          options={clientAuths.map((value) => ({ value, label: t.clientAuths[value] }))}
        />
        <TextArea
          name="jwks"
          label={t.jwks}
          help={t.helps.jwks}
          value={fields.jwks}
          error={errorFor(errors, 'jwks')}
          rows={3}
        />
        {address('jwksAddress')}
      </Section>
      <Section title={t.claims}>
        <CheckboxGroup
          name="claims"
          label={t.claimsLabel}
          help={t.claimsHelp}
          values={ticked.claims ?? []}
          options={claimNames.map((value) => ({
            value,
            label: value,
            hint: attributesOfClaims([value])
              .map((attribute) => words[attribute])
              .join(', '),
          }))}
        />
      </Section>
    </>
  );
}

/** What the publisher writes into their program: nothing of it is secret but the secret, which is shown once elsewhere. */
function ForPublisher({ ctx, serviceId, typed }: ShownService): ReactElement {
  const t = texts[ctx.locale];
  const hasSecret = typed.fields.clientAuth?.startsWith('client_secret') === true;
  return (
    <Section title={t.publisher}>
      <p>{t.publisherHelp}</p>
      <DefinitionList
        items={[
          { term: t.issuer, value: ctx.publicUrl },
          { term: t.discovery, value: openidDiscovery(ctx.publicUrl) },
          { term: t.clientId, value: serviceId },
          ...(hasSecret ? [{ term: t.secret, value: typed.fields.secretMadeAt ? t.secretMade : t.secretMissing }] : []),
        ]}
      />
      {hasSecret && (
        // The answer shows the secret this once: a full load, which leaves no copy in the page cache.
        <Form action={addressOf(drawSecret, { serviceId })} label={t.draw} fullLoad>
          <Actions>
            <Button variant="secondary" icon="key-round">
              {typed.fields.secretMadeAt ? t.drawAgain : t.draw}
            </Button>
          </Actions>
        </Form>
      )}
    </Section>
  );
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** OpenID Connect: addresses to the letter, how the service proves itself, and the claims it may be told. */
export const openidPart: ProtocolPart = {
  protocol: 'oidc',
  Fieldset,
  ForPublisher,
  sideOf: (given) => ({
    addresses: [],
    callbacks: [],
    logoutAddress: null,
    // `sub` is the name under which this service alone knows the person, as CAS would give it.
    principal: 'pairwiseId',
    released: releasedAs(given.claims),
    form: 'attributes',
    listStyle: 'repeated',
    keepsEmpty: false,
    singleLogout: given.backChannelAddress !== '' || given.frontChannelAddress !== '',
    mayProxy: false,
    acceptsProxy: false,
  }),
  keep: (db, serviceId, given) =>
    keepOpenidClient(db, serviceId, {
      auth: given.clientAuth,
      redirectAddresses: lines(given.redirectAddresses),
      postLogoutAddresses: lines(given.postLogoutAddresses),
      backChannelAddress: orNull(given.backChannelAddress),
      frontChannelAddress: orNull(given.frontChannelAddress),
      jwks: orNull(given.jwks),
      jwksAddress: orNull(given.jwksAddress),
    }),
  read: async (db, party) => {
    const client = await openidClient(db, party.id);
    if (!client) throw new Error(`service ${party.id} speaks OpenID Connect and has no addresses`);
    return {
      fields: {
        redirectAddresses: client.redirectAddresses.join('\n'),
        postLogoutAddresses: client.postLogoutAddresses.join('\n'),
        backChannelAddress: client.backChannelAddress ?? '',
        frontChannelAddress: client.frontChannelAddress ?? '',
        clientAuth: client.auth,
        jwks: client.jwks ? JSON.stringify(client.jwks, null, 2) : '',
        jwksAddress: client.jwksAddress ?? '',
        secretMadeAt: client.secretMadeAt?.toISOString() ?? '',
      },
      ticked: { claims: claimsIn(party.released) },
    };
  },
  proposed: (attributes) => ({
    fields: {},
    ticked: {
      claims: claimNames.filter((name) => attributesOfClaims([name]).every((told) => attributes.includes(told))),
    },
  }),
};
