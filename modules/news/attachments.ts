import { dayOf } from '../../platform/clock/clock.ts';
import { refuse } from '../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Context, SessionContext, Transaction } from '../../platform/http/context.ts';
import type { FileGate } from '../../platform/module.ts';
import { attach, attachmentsOf, type FileShown, heldFiles, release } from '../files/index.ts';
import { postPolicy } from './policy.ts';
import { shownNow } from './queries.ts';
import { MAX_PICTURES } from './rules.ts';

/*
 * What hangs on a post. Pictures and films have a place of their own, the rest another: an authorisation that ends closes the first and not the
 * second.
 */

export const PICTURES = 'news.picture';
export const DOCUMENTS = 'news.document';

/** The files of a form, by what they are. */
export interface Sorted {
  readonly pictures: readonly FileShown[];
  /** Who is in them is asked as of pictures; they are shown among the documents. */
  readonly films: readonly FileShown[];
  readonly documents: readonly FileShown[];
}

export const isPicture = ({ type }: Pick<FileShown, 'type'>): boolean => /^image\/(?!svg)/.test(type);
const isFilm = ({ type }: Pick<FileShown, 'type'>): boolean => type.startsWith('video/');

/**
 * Those files of the author, pictures and films apart.
 * @throws Refusal `files.not-yours`, `news.pictures-many`
 */
export async function sortFiles(db: Db, holder: string, ids: readonly string[]): Promise<Sorted> {
  const wanted = [...new Set(ids)];
  const files = await heldFiles(db, holder, wanted);
  if (files.length < wanted.length) refuse('files.not-yours');
  const pictures = files.filter(isPicture);
  if (pictures.length > MAX_PICTURES) refuse('news.pictures-many');
  return {
    pictures,
    films: files.filter(isFilm),
    documents: files.filter((file) => !isPicture(file) && !isFilm(file)),
  };
}

/** Hangs them on the post, and lets go those that hung there and are not wanted any more. */
export async function hang(
  tx: Transaction,
  { actor, now }: SessionContext,
  postId: string,
  { pictures, films, documents }: Sorted,
  alt: string,
  schoolId: string | null,
): Promise<void> {
  for (const [place, files] of [
    [PICTURES, [...pictures, ...films]],
    [DOCUMENTS, documents],
  ] as const) {
    const fileIds = files.map(({ id }) => id);
    const before = (await attachmentsOf(tx.db, place, [postId])).get(postId) ?? [];
    const gone = before.map(({ id }) => id).filter((id) => !fileIds.includes(id));
    if (gone.length > 0) await release(tx, place, [postId], { fileIds: gone, at: now });
    await attach(tx, {
      fileIds,
      holder: actor.personId,
      place,
      subject: postId,
      schoolId,
      at: now,
      ...(place === PICTURES ? { alts: Object.fromEntries(fileIds.map((id) => [id, alt])) } : {}),
    });
  }
}

/** Lets everything go that hung on these posts. */
export async function letGo(tx: Transaction, postIds: readonly string[]): Promise<void> {
  await release(tx, PICTURES, postIds);
  await release(tx, DOCUMENTS, postIds);
}

/** The pictures, films and the rest of these posts, by post. Two statements. */
export async function filesOf(db: Db, postIds: readonly string[]): Promise<(postId: string) => Sorted> {
  const [shown, documents] = await Promise.all([
    attachmentsOf(db, PICTURES, postIds),
    attachmentsOf(db, DOCUMENTS, postIds),
  ]);
  return (postId) => ({
    pictures: (shown.get(postId) ?? []).filter(isPicture),
    films: (shown.get(postId) ?? []).filter(isFilm),
    documents: documents.get(postId) ?? [],
  });
}

/** Of those posts, the ones of which whoever asks may read the files: its readers, and anybody where it is public. */
async function readable(
  { actor, db, now }: Context,
  postIds: readonly string[],
  asPictures: boolean,
): Promise<ReadonlySet<string>> {
  const today = dayOf(now);
  const read = actor
    ? sql`(n.is_public or ${postPolicy.where(actor, 'read')}) and ${shownNow(now, today)} or ${postPolicy.where(actor, 'manage')}`
    : sql`n.is_public and ${shownNow(now, today)}`;
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select n.id from news.posts n
      where n.id = any(${[...postIds]}::uuid[]) and (${read}) and ${asPictures ? sql`n.pictures_withdrawn_at is null` : sql`true`}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Who may open what hangs on a post. */
export const fileGates: readonly FileGate[] = [PICTURES, DOCUMENTS].map((place) => ({
  place,
  mayRead: (ctx, subjects) => readable(ctx, subjects, place === PICTURES),
}));
