import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { Tile, Tiles } from '../../../ui/tile.tsx';
import { showGroup, showPerson, showSchool } from '../contract.ts';
import { courtesyName } from '../rules.ts';
import { surroundingsOf } from './family.ts';
import { texts } from './texts.ts';

/** A pupil's class, school and teachers. */
export async function pupilCard(ctx: SessionContext): Promise<ReactElement> {
  const t = texts[ctx.locale];
  const { classes, schools, teachers, coming } = await surroundingsOf(ctx);
  const byUid = new Map(teachers.map((teacher) => [teacher.uid, teacher]));
  const degree = schools.at(-1)?.degree;
  return (
    <>
      <Section title={t.myPlaces(degree)}>
        {classes.length === 0 && <p>{t.myClassEmpty}</p>}
        {coming
          .filter((next) => next.pupilId === ctx.actor.personId)
          .map((next) => (
            <p key={next.schoolUai}>{t.comingSelf(next.schoolName, dayInWords(next.startsOn, ctx.locale))}</p>
          ))}
        <Tiles>
          {classes.map((entry) => (
            <Tile key={entry.id} href={addressOf(showGroup, { groupId: entry.id })} label={entry.label} icon="users" />
          ))}
          {schools.map((school) => (
            <Tile
              key={school.id}
              href={addressOf(showSchool, { schoolUai: school.uai })}
              label={school.name}
              icon="school"
              tone="myrtille"
            />
          ))}
        </Tiles>
      </Section>
      {byUid.size > 0 && (
        <Section title={t.myTeachers(degree, byUid.size)}>
          <List>
            {[...byUid.values()].map((teacher) => (
              <ListRow
                key={teacher.uid}
                title={courtesyName(teacher)}
                href={addressOf(showPerson, { personUid: teacher.uid })}
                lead={<Avatar name={courtesyName(teacher)} />}
              />
            ))}
          </List>
        </Section>
      )}
    </>
  );
}
