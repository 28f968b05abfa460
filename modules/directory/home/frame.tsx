import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeFrame, HomeScope } from '../../../platform/module.ts';
import { animalOf } from '../../../ui/avatar.tsx';
import { ContextSwitch } from '../../../ui/navigation.tsx';
import { surroundingsOf } from './family.ts';
import { texts } from './texts.ts';

const home = { path: '/' };

/** The switch between children or schools (none for a single one), and the density for the youngest pupils. */
export async function homeFrame(ctx: SessionContext, scope: HomeScope): Promise<HomeFrame> {
  const { actor } = ctx;
  const topics = [
    ...actor.profiles.map((entry) => `school:${entry.schoolUai}`),
    ...actor.groups.map((group) => `group:${group.groupId}`),
    ...actor.children.map((child) => `person:${child.uid}`),
    ...(actor.roles.includes('platform') ? ['deliveries'] : []),
  ];
  const live = [...new Set(topics)];
  if (actor.roles.includes('pupil')) {
    const { enrolments } = await surroundingsOf(ctx);
    const cycle = enrolments.at(-1)?.cycle;
    return { live, density: cycle === 1 || cycle === 2 ? 'petits' : 'eleve' };
  }
  return { live, context: actor.children.length > 1 ? await childSwitch(ctx, scope) : schoolSwitch(ctx, scope) };
}

async function childSwitch(ctx: SessionContext, scope: HomeScope): Promise<ReactElement> {
  const { actor, locale } = ctx;
  const { classes, enrolments } = await surroundingsOf(ctx);
  const hintOf = (child: (typeof actor.children)[number]): string | undefined =>
    enrolments.find((entry) => entry.pupilId === child.personId)?.level ??
    classes.find((entry) => child.groupIds.includes(entry.id))?.label;
  return (
    <ContextSwitch
      label={texts[locale].switchChildren}
      items={[
        { label: texts[locale].all, href: home.path, current: !scope.child, icon: 'users' },
        ...actor.children.map((child) => ({
          label: child.givenName,
          hint: hintOf(child),
          href: addressOf(home, {}, { child: child.uid }),
          current: child.uid === scope.child,
          avatar: { name: child.displayName, animal: animalOf(child.uid) },
        })),
      ]}
    />
  );
}

/** Somebody who works in several schools. */
function schoolSwitch({ actor, locale }: SessionContext, scope: HomeScope): ReactElement | undefined {
  const schools = new Map(actor.profiles.map((entry) => [entry.schoolUai, entry.schoolName]));
  if (schools.size < 2) return undefined;
  return (
    <ContextSwitch
      label={texts[locale].switchSchools}
      items={[
        { label: texts[locale].all, href: home.path, current: !scope.school, icon: 'users' },
        ...[...schools].map(([uai, name]) => ({
          label: name,
          href: addressOf(home, {}, { school: uai }),
          current: uai === scope.school,
          icon: 'school' as const,
        })),
      ]}
    />
  );
}
