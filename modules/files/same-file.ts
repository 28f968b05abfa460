import { type RawBuilder, sql } from '../../platform/db/db.ts';

/** SQL condition: to that thing of `place` (its id, a column) a file with that SHA-256 (hexadecimal) is attached. */
export const holdsFile = (
  place: string,
  subject: RawBuilder<unknown>,
  sha256: string,
): RawBuilder<boolean> => sql<boolean>`exists (
  select 1 from files.attachments fa join files.files ff on ff.id = fa.file_id
  where fa.place = ${place} and fa.subject = ${subject} and ff.sha256 = ${sha256})`;
