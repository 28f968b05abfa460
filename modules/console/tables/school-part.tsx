import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Icon } from '../../../ui/icon.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { texts } from '../doors/texts.ts';
import { showTable } from './contract.ts';
import type { Kit } from './registry.ts';

/** On a school's page: the doors to its tables, for those who may open them. */
export const schoolPart = (tables: ReadonlyMap<string, Kit>): PagePart => ({
  key: 'console.tables',
  order: 20,
  place: 'directory.school',
  async render(ctx, schoolUai) {
    const open = await Promise.all(
      [...tables.values()]
        .filter(({ entry }) => entry.of === 'place' && entry.shownTo(ctx))
        .map(async ({ entry }) => ((await entry.findPlace(ctx, schoolUai)) ? [entry] : [])),
    );
    const entries = open.flat();
    if (entries.length === 0) return null;
    return (
      <Section title={texts[ctx.locale].title}>
        <List>
          {entries.map((entry) => (
            <ListRow
              key={entry.key}
              title={entry.label(ctx.locale)}
              subtitle={entry.detail(ctx.locale)}
              href={addressOf(showTable, { tableKey: entry.key }, { place: schoolUai })}
              lead={<Icon name={iconOf(entry.icon)} />}
            />
          ))}
        </List>
      </Section>
    );
  },
});
