import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart, TileEntry } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { notePlacePolicy } from '../policy.ts';
import { listNotes } from './contract.ts';
import { listSentNotes, newNote } from './contract-staff.ts';
import { writesSomewhere } from './read-staff.ts';
import { texts } from './texts.ts';
import { texts as staffTexts } from './texts-staff.ts';

/** On the page of a class or group, for who writes to it: one tap to a note, one to those sent. */
const groupPart = (place: 'directory.class.actions' | 'directory.group.actions'): PagePart => ({
  key: `liaison.${place}`,
  order: 10,
  place,
  render: async ({ actor, locale }, groupId) => {
    const t = staffTexts[locale];
    const own = actor.groups.find((group) => group.groupId === groupId);
    const schools = actor.profiles.map(({ schoolId }) => schoolId);
    const writes = (own ? [own.schoolId] : schools).some((schoolId) =>
      notePlacePolicy.can(actor, 'write', { schoolId, groupId }),
    );
    if (!writes) return null;
    return (
      <>
        <LinkButton icon="notebook-pen" href={addressOf(newNote, {}, { place: `group:${groupId}` })}>
          {t.write}
        </LinkButton>
        <LinkButton variant="secondary" icon="list-checks" href={addressOf(listSentNotes, {}, { group: groupId })}>
          {t.classPart}
        </LinkButton>
      </>
    );
  },
});

export const classPart = groupPart('directory.class.actions');
export const otherGroupPart = groupPart('directory.group.actions');

/** On the page of one's own child: the way to the notes about them. */
export const childPart: PagePart = {
  key: 'liaison.child-notes',
  order: 30,
  place: 'directory.person',
  render: async ({ actor, locale }, personUid) => {
    const child = actor.children.find(({ uid }) => uid === personUid);
    return child ? (
      <p>
        <LinkButton variant="secondary" icon="notebook-pen" href={addressOf(listNotes, {}, { child: personUid })}>
          {texts[locale].childPartLink(child.givenName)}
        </LinkButton>
      </p>
    ) : null;
  },
};

/** Under "Plus": the book for families and pupils, the notes sent for the school. */
export const tiles: readonly TileEntry[] = [
  {
    key: 'liaison.notes',
    icon: 'notebook-pen',
    href: listNotes.path,
    label: (locale) => texts[locale].title,
    detail: (locale) => texts[locale].detail,
    shownTo: ({ actor }) => actor.children.length > 0 || actor.roles.includes('pupil'),
    service: true,
  },
  {
    key: 'liaison.sent',
    icon: 'notebook-pen',
    href: listSentNotes.path,
    label: (locale) => staffTexts[locale].sentTitle,
    detail: (locale) => texts[locale].detailStaff,
    shownTo: ({ actor }) => writesSomewhere(actor),
  },
];
