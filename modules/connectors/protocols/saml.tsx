import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { SelectField, TextArea } from '../../../ui/field.tsx';
import { Section } from '../../../ui/page.tsx';
import {
  attributeTexts,
  keepSamlService,
  nameIdKinds,
  principals,
  samlAddresses,
  samlChoice,
  samlMetadata,
  samlName,
} from '../../identity/index.ts';
import type { Declared } from '../contract.ts';
import { texts as common } from '../texts.ts';
import {
  errorFor,
  type FieldsetProps,
  type ProtocolPart,
  releasedFields,
  releasedIn,
  type ShownService,
} from './part.ts';
import { ReleasedNames } from './released.tsx';
import { texts } from './texts-saml.ts';

function Fieldset(props: FieldsetProps): ReactElement {
  const { ctx, fields, errors } = props;
  const t = texts[ctx.locale];
  return (
    <>
      <Section title={t.service}>
        <TextArea
          name="samlMetadata"
          label={t.metadata}
          help={t.metadataHelp}
          value={fields.samlMetadata}
          error={errorFor(errors, 'samlMetadata')}
          rows={8}
          required
        />
        <RadioGroup
          name="nameId"
          label={t.nameId}
          value={fields.nameId ?? 'persistent'}
          options={nameIdKinds.map((value) => ({ value, label: t.nameIds[value] }))}
        />
        <SelectField
          name="principal"
          label={t.principal}
          help={t.principalHelp}
          value={fields.principal ?? 'uid'}
          options={principals.map((value) => ({ value, label: attributeTexts[ctx.locale].attributes[value] }))}
        />
        {(['samlEncrypts', 'samlUnsolicited', 'singleLogout'] as const).map((name) => (
          <Checkbox key={name} name={name} label={t.boxes[name]} checked={fields[name] === 'yes'} />
        ))}
        {errorFor(errors, 'samlEncrypts') && <p className="field-error">{errorFor(errors, 'samlEncrypts')}</p>}
      </Section>
      <Released {...props} />
    </>
  );
}

function Released(props: FieldsetProps): ReactElement {
  const { ctx, fields, errors } = props;
  const t = texts[ctx.locale];
  return (
    <Section title={common[ctx.locale].released} id="field-released">
      <p>{t.releasedHelp}</p>
      <ReleasedNames {...props} />
      <TextArea
        name="samlFixed"
        label={t.fixed}
        help={t.fixedHelp}
        value={fields.samlFixed}
        error={errorFor(errors, 'samlFixed')}
        rows={2}
      />
    </Section>
  );
}

/** What the publisher writes into their program: our metadata hold all of it. */
function ForPublisher({ ctx, typed }: ShownService): ReactElement {
  const t = texts[ctx.locale];
  const { entityId, sso, slo, start } = samlAddresses(ctx.publicUrl, typed.fields.entityId ?? '');
  return (
    <Section title={t.publisher}>
      <p>{t.publisherHelp}</p>
      <DefinitionList
        items={[
          { term: t.ourMetadata, value: entityId },
          { term: t.sso, value: sso },
          { term: t.slo, value: slo },
          { term: t.theirs, value: typed.fields.entityId ?? '' },
          ...(typed.fields.samlUnsolicited === 'yes' ? [{ term: t.start, value: start }] : []),
        ]}
      />
      <LinkButton href={addressOf(samlMetadata)} variant="secondary" icon="download">
        {t.seeMetadata}
      </LinkButton>
    </Section>
  );
}

/** What names the person, by the kind of name that the service gets. */
const principalOf = ({ nameId, principal }: Declared): Declared['principal'] =>
  nameId === 'principal' ? principal : nameId === 'email' ? 'email' : 'pairwiseId';

const yes = (is: boolean): string => (is ? 'yes' : '');

/** SAML 2.0: the metadata of the service, how it knows people, and attributes under the names that it reads. */
export const samlPart: ProtocolPart = {
  protocol: 'saml',
  Fieldset,
  ForPublisher,
  sideOf: (given) => ({
    addresses: [],
    callbacks: [],
    logoutAddress: null,
    principal: principalOf(given),
    released: releasedIn(given),
    form: 'attributes',
    listStyle: 'repeated',
    keepsEmpty: false,
    singleLogout: given.singleLogout === 'yes',
    mayProxy: false,
    acceptsProxy: false,
  }),
  keep: (db, serviceId, given, now) =>
    keepSamlService(
      db,
      serviceId,
      {
        metadata: given.samlMetadata,
        nameId: given.nameId,
        encrypts: given.samlEncrypts === 'yes',
        unsolicited: given.samlUnsolicited === 'yes',
        fixed: given.samlFixed,
      },
      now,
    ),
  read: async (db, party) => {
    const choice = await samlChoice(db, party.id);
    if (!choice) throw new Error(`service ${party.id} speaks SAML and has no metadata`);
    return {
      fields: {
        samlMetadata: choice.metadata,
        entityId: choice.entityId,
        nameId: choice.nameId,
        principal: party.principal,
        samlEncrypts: yes(choice.encrypts),
        samlUnsolicited: yes(choice.unsolicited),
        samlFixed: choice.fixed,
        singleLogout: yes(party.singleLogout),
        ...releasedFields(party.released),
      },
      ticked: {},
    };
  },
  proposed: (wanted) => ({
    fields: {
      nameId: 'persistent',
      singleLogout: 'yes',
      ...releasedFields(wanted.map((attribute) => ({ attribute, as: samlName(attribute) }))),
    },
    ticked: {},
  }),
};
