import { type RawBuilder, sql } from '../../../platform/db/db.ts';

/* What is shown of people and places, as SQL expressions. */

/** A person as families read them: "Mme ROUX", else the whole name. `id`: a column. */
export const courtesyName = (id: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(
  select case when cp.title is not null then cp.title || ' ' || cp.family_name
              else concat_ws(' ', cp.given_name, cp.family_name) end
  from directory.persons cp where cp.id = ${id})`;

/** A person by their whole name. */
export const wholeName = (id: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(
  select concat_ws(' ', wp.given_name, wp.family_name) from directory.persons wp where wp.id = ${id})`;

/** The class or group of the note `n`, else its school. */
export const placeName: RawBuilder<string> = sql<string>`coalesce(
  (select pg.label from directory.groups pg where pg.school_id = n.school_id and pg.id = n.group_id),
  (select ps.name from directory.schools ps where ps.id = n.school_id))`;
