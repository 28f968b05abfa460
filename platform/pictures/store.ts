import { createHash } from 'node:crypto';
import { type Db, firstOf, newId, type RawBuilder, sql } from '../db/db.ts';
import type { PictureSize } from './make.ts';
import type { PictureShape } from './shapes.ts';

/** Keeps a picture; who may see it is for the module to say whose row names it. Returns its id. */
export async function keepPicture(
  db: Db,
  shape: PictureShape,
  sizes: readonly PictureSize[],
  at: Date,
): Promise<string> {
  const id = newId();
  const hash = createHash('sha256').update(id);
  for (const { bytes } of sizes) hash.update(bytes);
  const address = hash.digest().subarray(0, 16).toString('base64url');
  await sql`insert into platform.pictures (id, address, shape, made_at) values (${id}, ${address}, ${shape}, ${at})`.execute(
    db,
  );
  await sql`
    insert into platform.picture_sizes (picture_id, width, height, bytes)
    select ${id}::uuid, s.width, s.height, s.bytes
    from unnest(${sizes.map(({ width }) => width)}::smallint[], ${sizes.map(({ height }) => height)}::smallint[],
                ${sizes.map(({ bytes }) => Buffer.from(bytes))}::bytea[]) as s (width, height, bytes)`.execute(db);
  return id;
}

/** Forgets pictures: from this transaction on nobody sees them. */
export async function forgetPictures(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from platform.pictures where id = any(${[...ids]}::uuid[])`.execute(db);
}

/** The bytes (WebP) behind an address, at least `width` pixels wide where there is such a size; undefined: no such picture. */
export async function pictureBytes(db: Db, address: string, width: number): Promise<Buffer | undefined> {
  const row = await firstOf(
    db,
    sql<{ bytes: Buffer }>`
      select s.bytes from platform.pictures p join platform.picture_sizes s on s.picture_id = p.id
      where p.address = ${address} order by s.width < ${width}, abs(s.width - ${width}) limit 1`,
  );
  return row?.bytes;
}

/** SQL expression: the address of the picture whose id it is given; null for none. */
export const pictureAddressOf = (id: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<string | null>`(select pp.address from platform.pictures pp where pp.id = ${id})`;
