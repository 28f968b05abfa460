import type { ReactElement } from 'react';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Section } from '../../../ui/page.tsx';
import { addressesOfParty, answerForms, attributeTexts, principals } from '../../identity/index.ts';
import { texts } from '../texts.ts';
import { errorFor, type FieldsetProps, lines, type ProtocolPart, releasedFields, releasedIn } from './part.ts';
import { ReleasedNames } from './released.tsx';

function Addresses({ ctx, fields, errors }: FieldsetProps): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <TextArea
        name="addresses"
        label={t.addresses}
        help={t.addressesHelp}
        value={fields.addresses}
        error={errorFor(errors, 'addresses')}
      />
      <TextArea
        name="callbacks"
        label={t.callbacks}
        help={t.callbacksHelp}
        value={fields.callbacks}
        error={errorFor(errors, 'callbacks')}
        rows={2}
      />
      <TextField
        name="logoutAddress"
        type="url"
        label={t.logoutAddress}
        help={t.logoutHelp}
        value={fields.logoutAddress}
        error={errorFor(errors, 'logoutAddress')}
      />
    </>
  );
}

function Released(props: FieldsetProps): ReactElement {
  const { ctx, fields } = props;
  const t = texts[ctx.locale];
  const words = attributeTexts[ctx.locale].attributes;
  return (
    <Section title={t.released} id="field-released">
      <SelectField
        name="principal"
        label={t.principal}
        value={fields.principal ?? 'uid'}
        options={principals.map((value) => ({ value, label: words[value] }))}
      />
      <RadioGroup
        name="form"
        label={t.form}
        value={fields.form ?? 'attributes'}
        options={answerForms.map((value) => ({ value, label: t.forms[value] }))}
      />
      <RadioGroup
        name="listStyle"
        label={t.listStyle}
        value={fields.listStyle ?? 'repeated'}
        options={(['repeated', 'joined'] as const).map((value) => ({ value, label: t.listStyles[value] }))}
      />
      <p>{t.releasedHelp}</p>
      <ReleasedNames {...props} />
      {(['singleLogout', 'keepsEmpty', 'mayProxy', 'acceptsProxy', 'pronoteCard'] as const).map((name) => (
        <Checkbox key={name} name={name} label={t.boxes[name]} checked={fields[name] === 'yes'} />
      ))}
    </Section>
  );
}

const yes = (is: boolean): string => (is ? 'yes' : '');

/** CAS: addresses that receive tickets, and attributes under the names that the service reads. */
export const casPart: ProtocolPart = {
  protocol: 'cas',
  Fieldset: (props) => (
    <>
      <Addresses {...props} />
      <Released {...props} />
    </>
  ),
  sideOf: (given) => ({
    addresses: lines(given.addresses),
    callbacks: lines(given.callbacks),
    logoutAddress: given.logoutAddress === '' ? null : given.logoutAddress,
    principal: given.principal,
    released: releasedIn(given),
    form: given.form,
    listStyle: given.listStyle,
    keepsEmpty: given.keepsEmpty === 'yes',
    singleLogout: given.singleLogout === 'yes',
    mayProxy: given.mayProxy === 'yes',
    acceptsProxy: given.acceptsProxy === 'yes',
  }),
  read: async (db, party) => {
    const { addresses, callbacks } = await addressesOfParty(db, party.id);
    return {
      fields: {
        addresses: addresses.join('\n'),
        callbacks: callbacks.join('\n'),
        logoutAddress: party.logoutAddress ?? '',
        principal: party.principal,
        form: party.form,
        listStyle: party.listStyle,
        keepsEmpty: yes(party.keepsEmpty),
        singleLogout: yes(party.singleLogout),
        mayProxy: yes(party.mayProxy),
        acceptsProxy: yes(party.acceptsProxy),
        ...releasedFields(party.released),
      },
      ticked: {},
    };
  },
  // The names that each service reads are its own: a model brings them, or nobody does.
  proposed: () => ({ fields: { singleLogout: 'yes' }, ticked: {} }),
};
