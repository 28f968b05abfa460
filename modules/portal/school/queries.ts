import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { pictureAddressOf, pictureBytes } from '../../../platform/pictures/store.ts';
import type { AccentName } from '../../../ui/tokens/palette.ts';
import type { Audience } from '../audience.ts';
import { portalPolicy } from './policy.ts';

export interface PortalSchool {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
}

/** The school whose portal the actor shapes; for others it does not exist. */
export async function shapedSchool({ actor, db }: SessionContext, uai: string): Promise<PortalSchool> {
  const school = await firstOf(
    db,
    sql<PortalSchool>`select s.school_id as id, s.uai, s.school_name as name from directory.school_places s
                      where s.uai = ${uai} and ${portalPolicy.where(actor, 'shape')}`,
  );
  return school ?? notFound();
}

export interface Look {
  readonly name: string | null;
  readonly accent: AccentName | null;
  readonly hours: string | null;
  readonly picture: SchoolPicture | null;
}

export interface SchoolPicture {
  readonly address: string;
  /** Empty when it only decorates. */
  readonly alt: string;
}

/** SQL expression: the picture of the look `l`, as JSON. */
export const pictureOf = sql<SchoolPicture | null>`(
  case when l.picture_id is not null
       then json_build_object('address', ${pictureAddressOf(sql`l.picture_id`)}, 'alt', l.picture_alt) end)`;

export const lookOf = async (db: Db, schoolId: string): Promise<Look> =>
  (await firstOf(
    db,
    sql<Look>`select l.shown_name as name, l.accent, l.hours, ${pictureOf} as picture from portal.looks l where l.school_id = ${schoolId}`,
  )) ?? {
    name: null,
    accent: null,
    hours: null,
    picture: null,
  };

/** Whether the school said since that day what its portal shows. */
export const isChosenSince = async (db: Db, schoolId: string, day: string): Promise<boolean> =>
  (await firstOf(db, sql`select 1 from portal.choices where school_id = ${schoolId} and chosen_at >= ${day}::date`)) !==
  undefined;

/** What a school changed of one service, or one of its links. */
export interface ItemRow {
  readonly schoolId: string;
  readonly key: string;
  readonly isOn: boolean;
  readonly label: string | null;
  readonly audiences: readonly Audience[] | null;
  readonly groupIds: readonly string[] | null;
  readonly levelCodes: readonly string[] | null;
  readonly address: string | null;
  readonly icon: string | null;
}

/** The items of those schools, in the order of each. */
export const itemsOf = (db: Db, schoolIds: readonly string[]): Promise<ItemRow[]> =>
  rowsOf(
    db,
    sql<ItemRow>`select school_id as "schoolId", key, is_on as "isOn", label, audiences, group_ids as "groupIds", level_codes as "levelCodes", address, icon
                 from portal.items where school_id = any(${[...schoolIds]}::uuid[])
                 order by school_id, position, key limit 5000`,
  );

/** The classes and groups of a school: classes, then teaching groups, then free groups. */
export const groupsOfSchool = (db: Db, schoolId: string): Promise<{ readonly id: string; readonly label: string }[]> =>
  rowsOf(
    db,
    sql<{ id: string; label: string }>`
      select group_id as id, label from directory.school_groups where school_id = ${schoolId}
      order by array_position(array['class', 'teaching', 'free'], kind::text), label, group_id limit 200`,
  );

export interface PublicSchool {
  readonly uai: string;
  readonly name: string;
  readonly kind: string;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly phone: string | null;
  readonly hours: string | null;
  readonly picture: SchoolPicture | null;
}

/** What anybody may know of a school that is open. */
export const publicSchool = (db: Db, uai: string): Promise<PublicSchool | undefined> =>
  firstOf(
    db,
    sql<PublicSchool>`
      select s.uai, coalesce(l.shown_name, s.school_name) as name, s.kind, s.street, s.postal_code as "postalCode", s.city, s.phone, l.hours,
             ${pictureOf} as picture
      from directory.school_places s left join portal.looks l on l.school_id = s.school_id
      where s.uai = ${uai} and s.closed_on is null`,
  );

/** The bytes of the picture of a school that is open; undefined: none, or another one. */
export async function schoolPictureBytes(
  db: Db,
  uai: string,
  address: string,
  width: number,
): Promise<Buffer | undefined> {
  const shown = await publicSchool(db, uai);
  return shown?.picture?.address === address ? pictureBytes(db, address, width) : undefined;
}

/** The keys that a person keeps at hand, the first kept first. */
export const pinsOf = async (db: Db, personId: string): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{ key: string }>`select key from portal.pins where person_id = ${personId} order by pinned_at, key limit 100`,
    )
  ).map(({ key }) => key);

/** The looks of all schools that have one, for the pages' accent. */
export const allAccents = (db: Db): Promise<{ schoolId: string; accent: AccentName }[]> =>
  rowsOf(
    db,
    sql<{
      schoolId: string;
      accent: AccentName;
    }>`select school_id as "schoolId", accent from portal.looks where accent is not null
      order by school_id limit 10000`,
  );
