import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox, CheckboxGroup } from '../../../ui/choice.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { audiences } from '../audience.ts';
import * as contract from './contract.ts';
import { errorsOf } from './errors.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly answer: Answer<typeof contract.showItem>;
  readonly refusal?: Refusal | undefined;
  /** What was typed and ticked, when it was refused or counted. */
  readonly typed?: Typed | undefined;
  /** Say how many people it would be for. */
  readonly isCounted?: boolean;
}

interface Typed {
  readonly on?: string;
  readonly label?: string;
  readonly address?: string;
  readonly icon?: string;
  readonly audiences: readonly string[];
  readonly groupIds: readonly string[];
  readonly levelCodes: readonly string[];
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

function ItemForm({ ctx, answer, refusal, typed, isCounted }: Shown): ReactElement {
  const t = texts[ctx.locale].item;
  const { audienceNames, icons } = texts[ctx.locale];
  const { item, school, groups, levels, people } = answer;
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
      {/* The count answers the form with a page of its own: a full load. */}
      <Form action={addressOf(contract.setItem, params)} fullLoad>
        <FormErrors errors={errors} />
        <Checkbox name="on" value="on" label={t.on} checked={typed ? typed.on === 'on' : (item?.isOn ?? true)} />
        <TextField
          name="label"
          label={t.label}
          help={isLink ? undefined : t.labelHelp(item?.label ?? '')}
          value={typed?.label ?? item?.ownLabel ?? ''}
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
              value={typed?.address ?? item?.address ?? ''}
              error={errorOf('address')}
              maxLength={2000}
              required
            />
            <SelectField
              name="icon"
              label={t.icon}
              value={typed?.icon ?? item?.icon ?? 'link'}
              options={Object.entries(icons).map(([value, label]) => ({ value, label }))}
            />
          </>
        )}
        <CheckboxGroup
          name="audiences"
          label={t.audiences}
          help={t.everyone}
          values={typed?.audiences ?? item?.audiences ?? []}
          options={audiences.map((value) => ({ value, label: audienceNames[value] }))}
          inline
        />
        {levels.length > 0 && (
          <CheckboxGroup
            name="levelCodes"
            label={t.levels}
            help={t.allLevels}
            values={typed?.levelCodes ?? item?.levelCodes ?? []}
            options={levels.map(({ code, label }) => ({ value: code, label }))}
            inline
          />
        )}
        {groups.length > 0 && (
          <CheckboxGroup
            name="groupIds"
            label={t.groups}
            help={t.allGroups}
            values={typed?.groupIds ?? item?.groupIds ?? []}
            options={groups.map(({ id, label }) => ({ value: id, label }))}
            inline
          />
        )}
        {isCounted ? (
          <Notice tone={people > 0 ? 'info' : 'attention'} title={t.reached(people)} announce>
            <p>{t.notSaved}</p>
          </Notice>
        ) : (
          <p>{t.reachedNow(people)}</p>
        )}
        <Actions>
          <Button name="do" value="save">
            {t.save}
          </Button>
          <Button name="do" value="count" variant="secondary" icon="users">
            {t.count}
          </Button>
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
