import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { iconNames } from '../../../ui/icon-names.ts';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import {
  type Attribute,
  answerForms,
  attributes,
  attributeTexts,
  principals,
  serviceAudiences,
} from '../../identity/index.ts';
import * as contract from '../contract.ts';
import { presetKeys } from '../presets.ts';
import { texts } from '../texts.ts';

/** The fields of the form, as texts; `as_<attribute>` for what leaves. */
export type Fields = Readonly<Record<string, string>>;

interface Shown {
  readonly ctx: SessionContext;
  /** Null: a new service. */
  readonly serviceId: string | null;
  readonly fields: Fields;
  readonly audiences: readonly string[];
  readonly refusal?: Refusal | undefined;
}

/** The form of a service, new or not. */
export function serviceView(shown: Shown): View {
  const { ctx, serviceId, fields } = shown;
  const t = texts[ctx.locale];
  const title = serviceId === null ? t.newTitle : (fields.name ?? t.title);
  return {
    title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader
          title={title}
          subtitle={<p>{t.lead}</p>}
          actions={
            serviceId === null ? undefined : (
              <LinkButton href={addressOf(contract.previewRelease, { serviceId })} variant="secondary" icon="eye">
                {t.preview}
              </LinkButton>
            )
          }
        />
        {serviceId === null && fields.name === undefined && <Presets ctx={ctx} />}
        <ServiceForm {...shown} />
      </>
    ),
  };
}

function Presets({ ctx }: { ctx: SessionContext }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.presets}>
      <p>{t.presetsHelp}</p>
      <List label={t.presets}>
        {presetKeys.map((preset) => (
          <ListRow
            key={preset}
            href={addressOf(contract.showNewService, {}, { preset })}
            title={t.presetNames[preset]}
            subtitle={t.presetPurposes[preset]}
          />
        ))}
      </List>
    </Section>
  );
}

function ServiceForm(shown: Shown): ReactElement {
  const { ctx, serviceId, refusal } = shown;
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const action = serviceId === null ? contract.declareService.path : addressOf(contract.changeService, { serviceId });
  return (
    <Form action={action}>
      <FormErrors errors={errors} />
      <Identity {...shown} errors={errors} />
      <Addresses {...shown} errors={errors} />
      <Released {...shown} errors={errors} />
      <Section title={t.options}>
        {(['isActive', 'noticeAsked', 'singleLogout', 'keepsEmpty', 'mayProxy', 'acceptsProxy'] as const).map(
          (name) => (
            <Checkbox key={name} name={name} label={t.boxes[name]} checked={shown.fields[name] === 'yes'} />
          ),
        )}
      </Section>
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  );
}

type Part = Shown & { readonly errors: readonly FormError[] };

const errorFor = (errors: readonly FormError[], name: string): string | undefined =>
  errors.find(({ field }) => field === name)?.message;

function Identity({ ctx, fields, audiences, errors }: Part): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <TextField
        name="name"
        label={t.name}
        value={fields.name}
        error={errorFor(errors, 'name')}
        maxLength={80}
        required
      />
      <TextArea
        name="purpose"
        label={t.purpose}
        help={t.purposeHelp}
        value={fields.purpose}
        error={errorFor(errors, 'purpose')}
        maxLength={500}
        required
      />
      <TextField name="publisher" label={t.publisher} value={fields.publisher} maxLength={120} />
      <SelectField
        name="category"
        label={t.category}
        value={fields.category}
        options={contract.categories.map((value) => ({ value, label: t.categories[value] }))}
      />
      <SelectField
        name="legalBasis"
        label={t.legalBasis}
        value={fields.legalBasis}
        options={contract.legalBases.map((value) => ({ value, label: t.legalBases[value] }))}
      />
      <SelectField
        name="icon"
        label={t.icon}
        value={fields.icon}
        options={iconNames.map((value) => ({ value, label: value }))}
      />
      <CheckboxGroup
        name="audiences"
        label={t.audiences}
        values={audiences}
        options={serviceAudiences.map((value) => ({ value, label: t.audienceNames[value] }))}
        inline
      />
      <RadioGroup
        name="reach"
        label={t.reach}
        value={fields.reach ?? 'chosen-schools'}
        options={(['chosen-schools', 'every-school'] as const).map((value) => ({ value, label: t.reaches[value] }))}
        inline
      />
    </>
  );
}

function Addresses({ ctx, fields, errors }: Part): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <TextField
        name="startAddress"
        type="url"
        label={t.startAddress}
        help={t.startHelp}
        value={fields.startAddress}
        error={errorFor(errors, 'startAddress')}
        required
      />
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

function Released({ ctx, fields, errors }: Part): ReactElement {
  const t = texts[ctx.locale];
  const words = attributeTexts[ctx.locale].attributes;
  const chosen = attributes.filter((attribute) => fields[`as_${attribute}`]);
  const field = (attribute: Attribute): ReactElement => (
    <TextField
      key={attribute}
      name={`as_${attribute}`}
      label={words[attribute]}
      value={fields[`as_${attribute}`]}
      error={fields[`as_${attribute}`] ? errorFor(errors, 'released') : undefined}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
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
      {(chosen.length > 0 ? chosen : attributes).map(field)}
      {chosen.length > 0 && (
        <Details summary={t.otherData}>{attributes.filter((one) => !chosen.includes(one)).map(field)}</Details>
      )}
    </Section>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = texts[ctx.locale].refused;
  const seen = new Set<string>();
  return refusal.fields.flatMap(({ field, code }) => {
    const message = sentences[code];
    if (!message || seen.has(field)) return [];
    seen.add(field);
    return [{ field, message }];
  });
}
