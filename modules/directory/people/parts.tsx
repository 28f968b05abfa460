import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { showClosing } from '../access/contract.ts';
import { texts as accessTexts } from '../access/texts.ts';
import { schoolPolicy } from '../policy.ts';
import { showNewPerson, showPlace, showRecord } from './contract.ts';
import { texts } from './texts.ts';

interface Row {
  readonly schools: readonly {
    readonly id: string;
    readonly uai: string;
    readonly name: string;
    readonly communeId: string | null;
    readonly isPupil: boolean;
  }[];
}

/** On a person's page: the way to correct the record, for who keeps it. */
export const keepingPart: PagePart = {
  key: 'directory.keeping',
  order: 40,
  place: 'directory.person',
  async render(ctx, personUid, abilities) {
    if (!abilities.edit) return null;
    const row = await firstOf(
      ctx.db,
      sql<Row>`
        select coalesce((select json_agg(json_build_object('id', s.id, 'uai', s.uai, 'name', s.name, 'communeId', s.commune_id,
                                                           'isPupil', own.is_pupil) order by s.name, s.id)
                         from (select pr.school_id, bool_or(pr.kind = 'pupil') as is_pupil from directory.profiles pr
                               where pr.person_id = p.id group by pr.school_id) as own
                         join directory.schools s on s.id = own.school_id), '[]'::json) as schools
        from directory.persons p where p.uid = ${personUid}`,
    );
    if (!row) return null;
    const managed = row.schools.filter((school) =>
      schoolPolicy.can(ctx.actor, 'managePeople', { schoolId: school.id, communeId: school.communeId }),
    );
    return <Keeping ctx={ctx} personUid={personUid} schools={managed} />;
  },
};

function Keeping({
  ctx,
  personUid,
  schools,
}: {
  ctx: SessionContext;
  personUid: string;
  schools: Row['schools'];
}): ReactElement {
  const t = texts[ctx.locale].part;
  const isPupil = schools.find((school) => school.isPupil);
  return (
    <Section title={t.title}>
      <List label={t.title}>
        <ListRow href={addressOf(showRecord, { personUid })} lead={<Icon name="pencil" />} title={t.edit} />
        {schools.map((school) => (
          <ListRow
            key={school.id}
            href={addressOf(showPlace, { personUid, schoolUai: school.uai })}
            lead={<Icon name="id-card" />}
            title={t.place(school.name)}
          />
        ))}
        {isPupil && (
          <ListRow
            href={addressOf(showNewPerson, { schoolUai: isPupil.uai }, { kind: 'guardian', child: personUid })}
            lead={<Icon name="user-plus" />}
            title={t.addAdult}
          />
        )}
        {isPupil &&
          schoolPolicy.can(ctx.actor, 'closeAccess', { schoolId: isPupil.id, communeId: isPupil.communeId }) && (
            <ListRow
              href={addressOf(showClosing, { personUid })}
              lead={<Icon name="lock" />}
              title={accessTexts[ctx.locale].close}
            />
          )}
      </List>
    </Section>
  );
}
