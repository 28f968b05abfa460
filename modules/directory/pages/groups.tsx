import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Destination } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import type { listGroups } from '../contract.ts';
import { texts, words } from '../texts.ts';

/** One's own classes and groups; who has a single one goes straight there. */
export function groupsPage({ locale }: SessionContext, { groups }: Answer<typeof listGroups>): View | Destination {
  const t = texts[locale].groups;
  const [only] = groups;
  if (only && groups.length === 1) return only.href;
  return {
    title: t.title,
    shell: 'app',
    destination: 'groups',
    body: (
      <>
        <PageHeader title={t.title} />
        {groups.length === 0 && (
          <EmptyState drawing="satchel" title={t.none} level={2}>
            <p>{t.noneHint}</p>
          </EmptyState>
        )}
        <List>
          {groups.map((group) => (
            <ListRow
              key={group.id}
              title={group.displayName}
              href={group.href}
              lead={<Icon name="users" />}
              subtitle={`${words[locale].groupKinds[group.kind]} · ${group.school}`}
            />
          ))}
        </List>
      </>
    ),
  };
}
