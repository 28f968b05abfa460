import type { Readable } from 'node:stream';
import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { personsById } from '../../directory/index.ts';
import type { AttachedBytes } from '../../files/index.ts';
import { readable } from '../reading/open.ts';

/** A message as it leaves for a mail program. */
export interface Letter {
  readonly id: string;
  readonly repliesTo: string | null;
  readonly author: string | null;
  readonly authorUid: string | null;
  readonly isOwn: boolean;
  readonly subject: string;
  readonly body: RichText;
  readonly audiences: readonly string[];
  /** Whom it named, for its author; the reader alone for everybody else. */
  readonly named: readonly { readonly name: string; readonly uid: string }[];
  readonly at: Date;
}

const NAMED = 200;

/** SQL: letters that `where` chooses (aliases `m` the message, `c` the reader's copy), the oldest first. */
const letters = (actor: Actor, where: RawBuilder<unknown>, limit: number): RawBuilder<Letter> => sql<Letter>`
  select m.id, m.replies_to as "repliesTo", case when a.erased_on is null then a.name end as author,
         case when a.erased_on is null then a.uid end as "authorUid", m.author_id = ${actor.personId}::uuid as "isOwn", m.subject, m.body,
         m.to_audiences as audiences, coalesce(m.sent_at, m.publish_at) as at,
         case when m.author_id = ${actor.personId}::uuid
              then coalesce((select json_agg(json_build_object('name', n.name, 'uid', n.uid) order by n.sort_name, n.person_id)
                             from (${personsById}) as n where n.person_id = any(m.to_persons[1:${sql.lit(NAMED)}]) and n.erased_on is null), '[]')
              else json_build_array(json_build_object('name', ${actor.displayName}::text, 'uid', ${actor.uid}::text)) end as named
  from messaging.messages m
  left join messaging.recipients c on c.message_id = m.id and c.person_id = ${actor.personId}::uuid
  left join (${personsById}) as a on a.person_id = m.author_id
  where ${where} and ${readable(actor)}
  order by coalesce(m.sent_at, m.publish_at), m.id limit ${sql.lit(limit)}`;

/** One message that the actor wrote or received; undefined for any other. */
export const letterById = async (db: Db, actor: Actor, id: string): Promise<Letter | undefined> =>
  (await rowsOf(db, letters(actor, sql`m.id = ${id}::uuid`, 1)))[0];

const PAGE = 200;

/** All messages of a box, the oldest first, some hundreds at a time. `box`: the number of a box of copies; null for what the actor sent. */
export async function* lettersOf(db: Db, actor: Actor, box: number | null): AsyncGenerator<Letter> {
  const inBox =
    box === null
      ? sql`m.author_id = ${actor.personId}::uuid and m.state = 'sent'`
      : sql`m.id in (select o.message_id from messaging.recipients o
                     where o.person_id = ${actor.personId}::uuid and o.box = ${box} and not o.by_key) and m.state = 'sent'`;
  let last: Letter | undefined;
  for (;;) {
    const beyond = last
      ? sql`(coalesce(m.sent_at, m.publish_at), m.id) > (${last.at}::timestamptz, ${last.id}::uuid)`
      : sql`true`;
    const page = await rowsOf(db, letters(actor, sql`${inBox} and ${beyond}`, PAGE));
    yield* page;
    last = page.at(-1);
    if (page.length < PAGE) return;
  }
}

export interface Surroundings {
  /** The product's own address: what stands behind the @ of addresses that lead nowhere else. */
  readonly publicUrl: string;
  /** Audiences in words, by key. */
  labelsOf(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readonly erased: string;
}

/** A letter as mail programs read it (RFC 5322). Addresses are of this house alone: nobody's own is told. */
export async function asMail(
  letter: Letter,
  { publicUrl, labelsOf, erased }: Surroundings,
  attached: readonly AttachedBytes[] = [],
): Promise<Readable> {
  const host = new URL(publicUrl).hostname;
  const labels = letter.audiences.length > 0 ? await labelsOf(letter.audiences) : undefined;
  const addressOf = (name: string, local: string) => ({ name: oneLine(name), address: `${local}@${host}` });
  const to = [
    ...letter.named.map(({ name, uid }) => addressOf(name, uid)),
    ...letter.audiences.map((key) => addressOf(labels?.get(key) ?? key, 'audience')),
  ];
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ streamTransport: true, buffer: false, newline: 'unix' });
  const { message } = await transport.sendMail({
    from: addressOf(letter.author ?? erased, letter.authorUid ?? 'erased'),
    to,
    subject: oneLine(letter.subject),
    date: letter.at,
    messageId: `<${letter.id}@${host}>`,
    ...(letter.repliesTo && { inReplyTo: `<${letter.repliesTo}@${host}>` }),
    text: plainOf(letter.body),
    textEncoding: 'quoted-printable',
    attachments: await Promise.all(
      attached.map(async ({ name, type, open }) => ({ filename: name, contentType: type, content: await open() })),
    ),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message as Readable;
}

/** Letters one after the other, each after its line "From ", those within escaped (mboxrd). */
export async function* asMbox(all: AsyncIterable<Letter>, around: Surroundings): AsyncGenerator<string> {
  const host = new URL(around.publicUrl).hostname;
  for await (const letter of all) {
    const pieces: Buffer[] = [];
    for await (const piece of await asMail(letter, around)) pieces.push(piece as Buffer);
    const mail = Buffer.concat(pieces).toString('utf8');
    const at = letter.at.toUTCString().replace(/^(\w{3}), (\d{2}) (\w{3}) (\d{4}) ([\d:]{8}) GMT$/, '$1 $3 $2 $5 $4');
    yield `From ${letter.authorUid ?? 'erased'}@${host} ${at}\n${mail.replace(/^(>*From )/gm, '>$1').trimEnd()}\n\n`;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not reach a header
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
