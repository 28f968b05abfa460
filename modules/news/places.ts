import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { readAudience } from '../directory/index.ts';
import type { Chip } from './contract.ts';
import { texts } from './texts.ts';

/** Where an audience is, as `news.post_audiences.place` keeps it: its key without the role. */
export function placeOfKey(key: string): string | undefined {
  const audience = readAudience(key);
  if (!audience) return undefined;
  return audience.id ? `${audience.place}:${audience.id}` : audience.place;
}

/** The name of a place, and how many pupils it has: null for communes and for everywhere, which nobody counts in children. */
export interface PlaceFacts {
  readonly name: string;
  readonly pupils: number | null;
}

/** Those places, in one statement; one that is no more is left out. */
export async function placeFacts(
  db: Db,
  places: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, PlaceFacts>> {
  const ids = (kind: string): string[] => [
    ...new Set(places.filter((place) => place.startsWith(`${kind}:`)).map((place) => place.slice(kind.length + 1))),
  ];
  const [groups, schools, communes] = [ids('group'), ids('school'), ids('commune')];
  if (groups.length + schools.length + communes.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    sql<PlaceFacts & { place: string }>`
      select 'group:' || g.id as place, g.label as name,
             (select count(distinct m.person_id) from directory.school_members m
              where m.school_id = g.school_id and m.group_id = g.id and m.role = 'pupil' and m.starts_on <= ${today}::date
                and (m.ends_on is null or m.ends_on > ${today}::date)) as pupils
      from directory.groups g where g.id = any(${groups}::uuid[])
      union all
      select 'school:' || s.school_id, s.school_name,
             (select count(distinct p.person_id) from directory.school_profiles p
              where p.school_id = s.school_id and p.kind = 'pupil' and p.starts_on <= ${today}::date
                and (p.ends_on is null or p.ends_on > ${today}::date))
      from directory.school_places s where s.school_id = any(${schools}::uuid[])
      union all
      select 'commune:' || c.id, c.name, null from directory.communes c where c.id = any(${communes}::uuid[])`,
  );
  return new Map(rows.map(({ place, name, pupils }) => [place, { name, pupils }]));
}

/** The chips of a post: one a place, with who reads it there. */
export function chipsOf(
  audiences: readonly { readonly key: string; readonly place: string }[],
  facts: ReadonlyMap<string, PlaceFacts>,
  locale: Locale,
): Chip[] {
  const t = texts[locale].chip;
  const places = [...new Set(audiences.map(({ place }) => place))];
  return places.flatMap((place) => {
    const known = place === 'platform' ? { name: t.everywhere, pupils: null } : facts.get(place);
    if (!known) return [];
    const roles = audiences
      .filter((one) => one.place === place)
      .flatMap(({ key }) => {
        const role = readAudience(key)?.role;
        return role ? [role] : [];
      });
    const order = ['families', 'pupils', 'members', 'staff'];
    return [
      {
        place,
        name: known.name,
        roles: roles.sort((a, b) => order.indexOf(a) - order.indexOf(b)),
        pupils: known.pupils,
      },
    ];
  });
}

/** A chip in words: "CE1 Roux · familles et élèves · 26 enfants". */
export function chipInWords({ name, roles, pupils }: Chip, locale: Locale): string {
  const t = texts[locale].chip;
  const words: Readonly<Record<string, string>> = t.roles;
  const said = roles.map((role) => words[role] ?? role);
  const last = said.at(-1) ?? '';
  const together = said.length > 1 ? `${said.slice(0, -1).join(', ')} ${t.and} ${last}` : last;
  const counted = pupils !== null && pupils > 0 && roles.some((role) => role === 'families' || role === 'pupils');
  return [name, together, counted && t.pupils(pupils)].filter(Boolean).join(' · ');
}
