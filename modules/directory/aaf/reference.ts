import type { ImportConnection } from './connection.ts';

/** What no school owns: MEFs, subjects, communes. Written first, in one transaction; the same again writes nothing. */
export async function applyReference(connection: ImportConnection, source: string): Promise<void> {
  await connection.transaction(async () => {
    for (const kind of ['mef', 'subject'] as const) await connection.run(terms(kind), { source });
    await connection.run(communes);
  });
}

const terms = (kind: 'mef' | 'subject'): string => `
insert into directory.${kind}s (source, code, label, ${kind === 'mef' ? 'level_code, ' : ''}attributes)
select distinct on (code) :source, code, label, ${kind === 'mef' ? 'left(stat11, 4), ' : ''}attributes
from directory_import.terms where kind = '${kind}'
order by code, label
on conflict (source, code) do update
set label = excluded.label, ${kind === 'mef' ? 'level_code = excluded.level_code, ' : ''}attributes = excluded.attributes
where ${kind}s.attributes is distinct from excluded.attributes`;

/** A commune that the territory's table lacks: named as the school's address names it, until somebody writes it better. */
const communes = `
insert into directory.communes (id, insee, name)
select distinct on (s.insee) directory.new_id(), s.insee, coalesce(s.attributes ->> 'city', s.insee)
from directory_import.schools s
where s.insee ~ '^[0-9][0-9AB][0-9]{3}$'
  and not exists (select from directory.communes c where c.insee = s.insee)
order by s.insee, s.source_id
on conflict (insee) do nothing`;
