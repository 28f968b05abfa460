import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, SelectField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { errorOf, formErrors } from '../form-errors.ts';
import { showNewGroup } from '../free-groups/contract.ts';
import { type Chosen, chosenFor, destinationsOf } from './concerned.ts';
import { type BulkKind, joinPeople, leavePeople, movePeople } from './contract.ts';
import { texts } from './texts.ts';

const endpoints = { move: movePeople, join: joinPeople, leave: leavePeople } as const;

/** The table of people of that school, by the key it is registered under. */
export const tableOf = (uai: string): string => `/console/tables/people?place=${uai}`;

interface Again {
  readonly refusal: Refusal;
  readonly typed: Readonly<Record<string, string>>;
}

/** What is about to be done, to how many and to whom: nothing is done yet. */
export async function bulkView(
  ctx: SessionContext,
  uai: string,
  kind: BulkKind,
  which: Parameters<typeof chosenFor>[3],
  again?: Again,
): Promise<View> {
  const chosen = await chosenFor(ctx, uai, kind, which);
  const destinations = await destinationsOf(ctx, chosen.school.id, kind);
  const t = texts[ctx.locale];
  const title = t.kinds[kind].title;
  return {
    title: `${title} · ${chosen.school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.people, href: tableOf(uai) }, { label: title }]} />}
          title={title}
          subtitle={chosen.school.name}
        />
        {chosen.concerned.length === 0 ? (
          <EmptyState drawing="magnifier" title={t.nobody} level={2}>
            <p>{t.kinds[kind].nobody}</p>
          </EmptyState>
        ) : (
          <Preview ctx={ctx} chosen={chosen} kind={kind} destinations={destinations} again={again} />
        )}
      </>
    ),
  };
}

function Preview(props: {
  ctx: SessionContext;
  chosen: Chosen;
  kind: BulkKind;
  destinations: readonly { readonly id: string; readonly label: string }[];
  again: Again | undefined;
}): ReactElement {
  const { ctx, chosen, kind, destinations, again } = props;
  const t = texts[ctx.locale];
  const w = t.kinds[kind];
  const { concerned, aside, school } = chosen;
  const errors = formErrors(again?.refusal, t.refused, t.refused['directory.nobody-concerned']);
  const isEmpty = kind !== 'leave' && destinations.length === 0;
  return (
    <>
      <Notice tone="info" title={t.count(concerned.length)}>
        <p>{w.what}</p>
        {aside > 0 && (
          <p>
            {t.aside(aside)} {w.aside}
          </p>
        )}
      </Notice>
      <Details summary={t.who}>
        <p>{concerned.map(({ name }) => name).join(', ')}</p>
      </Details>
      {isEmpty ? (
        <EmptyState drawing="path" title={w.none} level={2}>
          {kind === 'join' && (
            <LinkButton href={addressOf(showNewGroup, { schoolUai: school.uai })}>{t.newGroup}</LinkButton>
          )}
        </EmptyState>
      ) : (
        <Form action={addressOf(endpoints[kind], { schoolUai: school.uai })}>
          <FormErrors errors={errors} />
          <Hidden name="people" value={concerned.map(({ uid }) => uid).join(',')} />
          {kind === 'leave' ? (
            <DateField
              name="on"
              label={w.field}
              value={again?.typed.on ?? ctx.actor.today}
              error={errorOf(errors, 'on')}
              required
            />
          ) : (
            <SelectField
              name={kind === 'move' ? 'class' : 'group'}
              label={w.field}
              value={again?.typed[kind === 'move' ? 'class' : 'group']}
              options={destinations.map(({ id, label }) => ({ value: id, label }))}
              required
            />
          )}
          <Actions>
            <Button variant={kind === 'leave' ? 'danger' : 'primary'}>{w.submit(concerned.length)}</Button>
            <LinkButton variant="quiet" href={tableOf(school.uai)}>
              {t.back}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </>
  );
}
