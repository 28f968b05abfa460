import { addressOf } from '../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { PagePart } from '../../platform/module.ts';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon-names.ts';
import { List, ListRow } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { listClosedAccesses } from './access/contract.ts';
import { texts as accessTexts } from './access/texts.ts';
import { listDuplicates } from './duplicates/contract.ts';
import { texts as duplicateTexts } from './duplicates/texts.ts';
import { showNewGroup } from './free-groups/contract.ts';
import { texts as groupTexts } from './free-groups/texts.ts';
import { listDepartures, showNewPerson } from './people/contract.ts';
import { texts as peopleTexts } from './people/texts.ts';
import type { schoolPolicy } from './policy.ts';
import { showRights } from './rights/contract.ts';
import { texts as rightTexts } from './rights/texts.ts';
import { listTables } from './sent-tables/contract.ts';
import { texts as tableTexts } from './sent-tables/texts.ts';

interface Way {
  readonly verb: (typeof schoolPolicy.verbs)[number];
  readonly icon: IconName;
  href(schoolUai: string): string;
  label(ctx: SessionContext): string;
}

/** What the head of a school, or a delegate, does there by hand. */
const ways: readonly Way[] = [
  {
    verb: 'managePeople',
    icon: 'user-plus',
    href: (schoolUai) => addressOf(showNewPerson, { schoolUai }),
    label: ({ locale }) => peopleTexts[locale].part.newPerson,
  },
  {
    verb: 'managePeople',
    icon: 'log-out',
    href: (schoolUai) => addressOf(listDepartures, { schoolUai }),
    label: ({ locale }) => peopleTexts[locale].part.departures,
  },
  {
    verb: 'importTables',
    icon: 'import',
    href: (schoolUai) => addressOf(listTables, { schoolUai }),
    label: ({ locale }) => tableTexts[locale].title,
  },
  {
    verb: 'manageGroups',
    icon: 'users',
    href: (schoolUai) => addressOf(showNewGroup, { schoolUai }),
    label: ({ locale }) => groupTexts[locale].entry,
  },
  {
    verb: 'grantRights',
    icon: 'shield-check',
    href: (schoolUai) => addressOf(showRights, { schoolUai }),
    label: ({ locale }) => rightTexts[locale].entry,
  },
  {
    verb: 'mergePeople',
    icon: 'copy',
    href: (schoolUai) => addressOf(listDuplicates, { schoolUai }),
    label: ({ locale }) => duplicateTexts[locale].title,
  },
  {
    verb: 'closeAccess',
    icon: 'lock',
    href: (schoolUai) => addressOf(listClosedAccesses, { schoolUai }),
    label: ({ locale }) => accessTexts[locale].title,
  },
];

/** On a school's page: the ways to run it, as far as the actor may. */
export const runSchoolPart: PagePart = {
  key: 'directory.run-school',
  order: 10,
  place: 'directory.school',
  async render(ctx, schoolUai, abilities) {
    const open = ways.filter((way) => abilities[way.verb]);
    if (open.length === 0) return null;
    const title = peopleTexts[ctx.locale].part.school;
    return (
      <Section title={title}>
        <List label={title}>
          {open.map((way) => (
            <ListRow
              key={way.href(schoolUai)}
              href={way.href(schoolUai)}
              lead={<Icon name={way.icon} />}
              title={way.label(ctx)}
            />
          ))}
        </List>
      </Section>
    );
  },
};
