import { answer } from '../../modules/safety/image-rights/commands.ts';
import { ask } from '../../modules/safety/image-rights/occasions/commands.ts';
import { send } from '../../modules/safety/reports/send.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Keys } from '../../platform/config/keys.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../platform/db/db.ts';
import { actingAs } from './context.ts';

/**
 * What makes the pages of safety worth opening: a report at the collège and one at the école, answers of the families of a class about
 * pictures, a question about an outing. Once; the named family answers nothing, so that it finds its own questions.
 */
export async function demonstrateSafety(
  { db, keys }: { readonly db: Db; readonly keys: Keys },
  people: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  if (await firstOf(db, sql`select 1 from safety.reports limit 1`)) return;
  // Reports are sealed with the platform's own key.
  const pupil = { ...(await actingAs(db, people.get('Ibrahim DIALLO') ?? '', now)), keys };
  const teacher = { ...(await actingAs(db, people.get('Claire ROUX') ?? '', now)), keys };
  const about = { place: '', subject: '', person: '', school: '', urgent: '', outside: '' } as const;
  await send(pupil, {
    ...about,
    cause: 'pupil',
    concerned: 'Un ami de ma classe',
    words: 'À la cantine, deux élèves lui cachent son sac et rient. Il ne mange plus avec nous.',
    requestKey: newId(),
  });
  await send(teacher, {
    ...about,
    cause: 'elsewhere',
    concerned: 'Un élève de CP',
    words: 'Une personne que je ne connais pas attend depuis trois soirs devant le portail et lui parle.',
    requestKey: newId(),
  });
  const group = teacher.actor.groups.find(({ kind }) => kind === 'class');
  if (!group) return;
  await answerForClass(db, group.groupId, now);
  const day = (days: number): string => dayOf(new Date(now.getTime() + days * 86_400_000));
  await ask(teacher, group.groupId, {
    title: 'Spectacle de décembre',
    details: 'Photos du groupe sur scène, sur la page publique de l’école.',
    support: 'public',
    image: 'yes',
    voice: '',
    production: '',
    occasionOn: day(12),
    until: day(60),
    requestKey: newId(),
  });
}

/** Most families have answered, not all, and not all the same. */
async function answerForClass(db: Db, groupId: string, now: Date): Promise<void> {
  const guardians = await rowsOf(
    db,
    sql<{ adultId: string; uid: string; rank: number }>`
      select k.adult_id as "adultId", p.uid, row_number() over (order by p.sort_name, k.adult_id) as rank
      from directory.memberships m
      join directory.persons p on p.id = m.person_id
      join directory.kinships k on k.pupil_id = p.id and k.authority = 1 and k.ends_on is null
      where m.group_id = ${groupId}::uuid and m.role = 'pupil' and m.ends_on is null and p.family_name <> 'DIALLO'
      order by p.sort_name, k.adult_id`,
  );
  for (const { adultId, uid, rank } of guardians) {
    if (rank % 7 === 0) continue;
    const ctx = await actingAs(db, adultId, now);
    await answer(ctx, uid, {
      class: rank % 11 === 0 ? 'no' : 'yes',
      school: rank % 3 === 0 ? '' : 'yes',
      public: rank % 4 === 0 ? 'no' : 'yes',
    });
  }
}
