import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { courtesyName, wholeName } from '../notes/shown.ts';
import { wordPolicy } from '../policy.ts';
import type { WordKind } from './contract.ts';

export interface WordRow {
  readonly id: string;
  readonly kind: WordKind;
  readonly words: string;
  readonly pupilUid: string;
  readonly pupilName: string;
  readonly author: string;
  readonly place: string;
  readonly startsOn: string;
  readonly until: string;
  readonly sentAt: Date;
  readonly receivedBy: string | null;
  readonly receivedAt: Date | null;
}

interface Page {
  readonly after?: { readonly publishAt: Date; readonly id: string } | undefined;
  readonly limit: number;
}

const words = (narrow: RawBuilder<unknown>, { after, limit }: Page): RawBuilder<WordRow> => sql<WordRow>`
  select w.id, w.kind, w.words, p.uid as "pupilUid", concat_ws(' ', p.given_name, p.family_name) as "pupilName",
         ${wholeName(sql`w.author_id`)} as author,
         coalesce((select g.label from directory.groups g where g.school_id = w.school_id and g.id = w.group_id),
                  (select s.name from directory.schools s where s.id = w.school_id)) as place,
         w.starts_on as "startsOn", w.ends_on - 1 as until, w.sent_at as "sentAt",
         ${courtesyName(sql`w.received_by`)} as "receivedBy", w.received_at as "receivedAt"
  from liaison.family_words w join directory.persons p on p.id = w.pupil_id
  where ${narrow} and w.hidden_at is null and ${
    after
      ? sql`(date_trunc('milliseconds', w.sent_at), w.id) < (${after.publishAt}::timestamptz, ${after.id}::uuid)`
      : sql`true`
  }
  order by date_trunc('milliseconds', w.sent_at) desc, w.id desc limit ${limit}`;

/** What the actor wrote, about one child or all, the latest first. */
export const findOwnWords = (db: Db, actor: Actor, child: string | undefined, page: Page): Promise<WordRow[]> =>
  rowsOf(db, words(sql`${wordPolicy.where(actor, 'see')} and ${child ? sql`p.uid = ${child}` : sql`true`}`, page));

/** What families wrote to the actor's classes and schools; read already or not. */
export const findReceivedWords = (
  db: Db,
  actor: Actor,
  { group, isRead }: { readonly group?: string | undefined; readonly isRead: boolean },
  page: Page,
): Promise<WordRow[]> =>
  rowsOf(
    db,
    words(
      sql`${wordPolicy.where(actor, 'receive')} and (w.received_at is not null) = ${isRead}::boolean
        and ${group ? sql`w.group_id = ${group}::uuid` : sql`true`}`,
      page,
    ),
  );
