import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { chooseList, showList } from './contract.ts';
import { listModes } from './rules.ts';
import { texts } from './texts.ts';

/** How the adults of a group write to all of them. */
export function listView({
  ctx,
  groupId,
  list,
  refusal,
}: {
  readonly ctx: SessionContext;
  readonly groupId: string;
  readonly list: Answer<typeof showList>;
  readonly refusal?: Refusal;
}): View {
  const t = texts[ctx.locale];
  const error = refusal && t.refused['messaging.mode-missing'];
  return {
    title: t.title(list.label),
    shell: 'app',
    destination: 'groups',
    body: (
      <>
        <PageHeader title={t.title(list.label)} subtitle={<p>{t.lead(list.people)}</p>} />
        <FormErrors errors={error ? [{ field: 'mode', message: error }] : []} />
        <Section title={t.howTitle}>
          <Form action={addressOf(chooseList, { groupId })}>
            <RadioGroup
              name="mode"
              label={t.how}
              value={list.mode}
              error={error}
              options={listModes.map((value) => ({ value, ...t.modes[value] }))}
            />
            {list.chosenBy && <p>{t.chosenBy(list.chosenBy)}</p>}
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  };
}

/** On the page of a free group, for who runs it. */
export const groupListPart: PagePart = {
  key: 'messaging.group-list',
  order: 45,
  place: 'directory.group.actions',
  render: async (ctx, groupId, { manage }) =>
    manage && !ctx.viewing ? (
      <LinkButton variant="secondary" icon="mail" href={addressOf(showList, { groupId })}>
        {texts[ctx.locale].link}
      </LinkButton>
    ) : null,
};
