import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Raw } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox, CheckboxGroup } from '../../../ui/choice.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { audiences } from '../audience.ts';
import * as contract from './contract.ts';
import { errorsOf } from './errors.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly answer: Answer<typeof contract.showItem>;
  readonly refusal?: Refusal | undefined;
  readonly raw?: Raw | undefined;
}

/** One service or link: shown or not, under which name, for whom. */
export function itemView(shown: Shown): View {
  const { ctx, answer } = shown;
  const t = texts[ctx.locale].item;
  return {
    title: answer.item ? t.edit(answer.item.ownLabel ?? answer.item.label) : t.new,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: <ItemForm {...shown} />,
  };
}

function ItemForm({ ctx, answer, refusal, raw }: Shown): ReactElement {
  const t = texts[ctx.locale].item;
  const { audienceNames, icons } = texts[ctx.locale];
  const { item, school, groups } = answer;
  const isLink = item?.isLink ?? true;
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const params = { schoolUai: school.uai, key: item?.key ?? 'new' };
  return (
    <>
      <PageHeader
        title={item ? t.edit(item.ownLabel ?? item.label) : t.new}
        above={
          <a className="alone" href={addressOf(contract.showPortal, { schoolUai: school.uai })}>
            {t.back}
          </a>
        }
        subtitle={<p>{school.name}</p>}
      />
      <Form action={addressOf(contract.setItem, params)}>
        <FormErrors errors={errors} />
        <Checkbox name="on" value="on" label={t.on} checked={raw ? raw.body.on === 'on' : (item?.isOn ?? true)} />
        <TextField
          name="label"
          label={t.label}
          help={isLink ? undefined : t.labelHelp(item?.label ?? '')}
          value={raw?.body.label ?? item?.ownLabel ?? ''}
          error={errorOf('label')}
          maxLength={60}
          required={isLink}
        />
        {isLink && (
          <>
            <TextField
              name="address"
              type="url"
              label={t.address}
              help={t.addressHelp}
              value={raw?.body.address ?? item?.address ?? ''}
              error={errorOf('address')}
              maxLength={2000}
              required
            />
            <SelectField
              name="icon"
              label={t.icon}
              value={raw?.body.icon ?? item?.icon ?? 'link'}
              options={Object.entries(icons).map(([value, label]) => ({ value, label }))}
            />
          </>
        )}
        <CheckboxGroup
          name="audiences"
          label={t.audiences}
          help={t.everyone}
          values={raw ? (raw.several.audiences ?? []) : (item?.audiences ?? [])}
          options={audiences.map((value) => ({ value, label: audienceNames[value] }))}
          inline
        />
        {groups.length > 0 && (
          <CheckboxGroup
            name="groupIds"
            label={t.groups}
            help={t.allGroups}
            values={raw ? (raw.several.groupIds ?? []) : (item?.groupIds ?? [])}
            options={groups.map(({ id, label }) => ({ value: id, label }))}
            inline
          />
        )}
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </Form>
      {item?.isLink && (
        <form action={addressOf(contract.removeLink, params)} method="post">
          <Button variant="danger">{t.remove}</Button>
        </form>
      )}
    </>
  );
}
