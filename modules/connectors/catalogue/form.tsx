import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Tabs } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { type Protocol, serviceAudiences } from '../../identity/index.ts';
import * as contract from '../contract.ts';
import { type PresetKey, presetKeys } from '../presets.ts';
import { partOf, protocolParts } from '../protocols/all.ts';
import { errorFor, type Typed } from '../protocols/part.ts';
import { texts as samlTexts } from '../protocols/texts-saml.ts';
import { texts } from '../texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  /** Null: a new service. */
  readonly serviceId: string | null;
  /** What it speaks, or will once this is saved. */
  readonly protocol: Protocol;
  readonly preset?: PresetKey | undefined;
  readonly typed: Typed;
  readonly refusal?: Refusal | undefined;
}

/** The form of a service, new or not. */
export function serviceView(shown: Shown): View {
  const { ctx, serviceId, typed, protocol } = shown;
  const t = texts[ctx.locale];
  const title = serviceId === null ? t.newTitle : (typed.fields.name ?? t.title);
  const { ForPublisher } = partOf(protocol);
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
        {serviceId === null && typed.fields.name === undefined && <Presets ctx={ctx} />}
        <Protocols {...shown} />
        <ServiceForm {...shown} />
        {serviceId !== null && typed.fields.isDeclared === 'yes' && ForPublisher && (
          <ForPublisher ctx={ctx} serviceId={serviceId} typed={typed} />
        )}
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

/** What the service speaks: each has fields of its own, so that each is a side of the page. */
const Protocols = ({ ctx, serviceId, protocol, preset }: Shown): ReactElement => (
  <Tabs
    label={texts[ctx.locale].protocol}
    items={protocolParts.map((part) => ({
      label: texts[ctx.locale].protocols[part.protocol],
      href:
        serviceId === null
          ? addressOf(contract.showNewService, {}, { preset, protocol: part.protocol })
          : addressOf(contract.showService, { serviceId }, { protocol: part.protocol }),
      current: part.protocol === protocol,
    }))}
  />
);

function ServiceForm(shown: Shown): ReactElement {
  const { ctx, serviceId, protocol, refusal } = shown;
  const t = texts[ctx.locale];
  const { Fieldset } = partOf(protocol);
  const errors = errorsOf(ctx, refusal);
  const action = serviceId === null ? contract.declareService.path : addressOf(contract.changeService, { serviceId });
  return (
    <Form action={action}>
      <FormErrors errors={errors} />
      <Identity {...shown} errors={errors} />
      <Hidden name="protocol" value={protocol} />
      <Fieldset ctx={ctx} {...shown.typed} errors={errors} />
      <Section title={t.options}>
        {(['isActive', 'noticeAsked'] as const).map((name) => (
          <Checkbox key={name} name={name} label={t.boxes[name]} checked={shown.typed.fields[name] === 'yes'} />
        ))}
      </Section>
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  );
}

function Identity({ ctx, typed, errors }: Shown & { readonly errors: readonly FormError[] }): ReactElement {
  const t = texts[ctx.locale];
  const { fields, ticked } = typed;
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
        name="consentMonths"
        label={t.consentMonths}
        help={t.consentHelp}
        value={fields.consentMonths ?? '12'}
        options={contract.consentMonths.map((value) => ({ value, label: t.months(Number(value)) }))}
      />
      <SelectField name="icon" label={t.icon} value={fields.icon} options={iconsToChoose(t.icons, fields.icon)} />
      <CheckboxGroup
        name="audiences"
        label={t.audiences}
        values={ticked.audiences ?? []}
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
      <TextField
        name="startAddress"
        type="url"
        label={t.startAddress}
        help={t.startHelp}
        value={fields.startAddress}
        error={errorFor(errors, 'startAddress')}
        required
      />
    </>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = {
    ...texts[ctx.locale].refused,
    ...samlTexts[ctx.locale].refused,
  };
  const seen = new Set<string>();
  return refusal.fields.flatMap(({ field, code }) => {
    const message = sentences[code];
    if (!message || seen.has(field)) return [];
    seen.add(field);
    return [{ field, message }];
  });
}

/** The drawings that have a word; one that a service bears from elsewhere stays to be kept. */
const iconsToChoose = (words: Readonly<Record<string, string>>, current: string | undefined) => [
  ...(current && !(current in words) ? [{ value: current, label: current }] : []),
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];
