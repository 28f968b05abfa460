import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeCard } from '../../../platform/module.ts';
import { childrenCard } from './children.tsx';
import { communeCard, territoryCard } from './overseers.tsx';
import { pupilCard } from './pupil.tsx';
import { afterSchoolCard, classesCard, schoolCard, workplaceCard } from './staff.tsx';

const holds =
  (...roles: readonly string[]) =>
  ({ actor }: SessionContext): boolean =>
    roles.some((role) => actor.roles.includes(role));

/** What the directory feeds on "Aujourd'hui", by what the person is. */
export const homeCards: readonly HomeCard[] = [
  { key: 'directory.pupil', order: 10, shownTo: holds('pupil'), render: pupilCard },
  { key: 'directory.classes', order: 20, shownTo: holds('teacher'), render: classesCard },
  { key: 'directory.school', order: 30, shownTo: holds('head', 'school_life'), render: schoolCard },
  { key: 'directory.after-school', order: 40, shownTo: holds('after_school'), render: afterSchoolCard },
  { key: 'directory.commune', order: 50, shownTo: holds('commune'), render: communeCard },
  {
    key: 'directory.territory',
    order: 60,
    shownTo: ({ actor }) => actor.mandates.some((mandate) => mandate.kind === 'platform' || mandate.kind === 'academy'),
    render: territoryCard,
  },
  {
    key: 'directory.workplace',
    order: 70,
    shownTo: (ctx) => holds('librarian', 'staff', 'academy')(ctx) && ctx.actor.profiles.length > 0,
    render: workplaceCard,
  },
  { key: 'directory.children', order: 80, shownTo: holds('guardian'), render: childrenCard },
];
