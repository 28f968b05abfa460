import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Evidence, FoundCopy, Reportable } from '../../../platform/moderation/reportable.ts';
import { hoursPolicyOf, withdraw } from '../../notifications/index.ts';
import { publicationOf } from '../../notifications/rules.ts';
import { wholeName } from '../notes/shown.ts';
import { wordPolicy } from '../policy.ts';
import { subjectOf, type ToldWord, tellWord, WORD_KIND } from './commands.ts';
import { texts, wordInBrief } from './texts.ts';

type Row = Omit<ToldWord, 'publishAt' | 'today'> & { readonly sentAt: Date };

const columns = sql`
  w.id, w.school_id as "schoolId", w.group_id as "groupId", w.kind, w.words, w.sent_at as "sentAt",
  (select concat_ws(' ', p.given_name, p.family_name) from directory.persons p where p.id = w.pupil_id) as child,
  json_build_object('id', w.author_id, 'name', coalesce(${wholeName(sql`w.author_id`)}, '')) as author`;

/** A word of a family can be reported by its author and by who receives it; hidden, it leaves the school's list and the family's own. */
export const reportableWord: Reportable = {
  place: WORD_KIND,
  label: (locale) => texts[locale].reported,
  async load(db, actor, subject): Promise<Evidence | undefined> {
    const row = await firstOf(
      db,
      sql<Row>`
        select ${columns} from liaison.family_words w
        where w.id = ${subject}::uuid and w.hidden_at is null and (${wordPolicy.where(actor, 'see')} or ${wordPolicy.where(actor, 'receive')})`,
    );
    if (!row) return undefined;
    const { id, kind, child, words, author, schoolId, sentAt } = row;
    return { title: wordInBrief(kind, child), text: words, author, schoolId, at: sentAt, copy: { id, kind } };
  },
  async find(db, { words, link, sha256, authorIds, since, until }, most) {
    const asked = [
      ...(words ? [sql`position(lower(${words}) in lower(w.words)) > 0`] : []),
      ...(link ? [sql`position(${link} in w.words) > 0`] : []),
      ...(authorIds ? [sql`w.author_id = any(${[...authorIds]}::uuid[])`] : []),
    ];
    // Nothing hangs on these words.
    if (sha256 || asked.length === 0) return [];
    const rows = await rowsOf(
      db,
      sql<Row>`
        select ${columns} from liaison.family_words w
        where w.sent_at >= ${since} and w.sent_at < ${until} and w.hidden_at is null and ${sql.join(asked, sql` and `)}
        order by w.id limit ${most}`,
    );
    return rows.map(
      ({ id, author, schoolId, sentAt, kind, child, words: said }): FoundCopy => ({
        subject: id,
        authorId: author.id,
        schoolId,
        sentAt,
        recipients: 0,
        title: wordInBrief(kind, child),
        words: said,
      }),
    );
  },
  async hide(tx, subjects) {
    const rows = await rowsOf(
      tx.db,
      sql<{ id: string; groupId: string | null }>`
        update liaison.family_words set hidden_at = now() where id = any(${[...subjects]}::uuid[]) and hidden_at is null
        returning id, group_id as "groupId"`,
    );
    for (const { id } of rows) await withdraw(tx, subjectOf(id));
    tx.changed(...rows.flatMap(({ groupId }) => (groupId ? [`group:${groupId}`] : [])));
  },
  // Told again within the hours of when it was written, unless somebody had said that they read it.
  async restore(tx, subjects) {
    const rows = await rowsOf(
      tx.db,
      sql<Row & { readonly wasRead: boolean }>`
        update liaison.family_words w set hidden_at = null where w.id = any(${[...subjects]}::uuid[]) and w.hidden_at is not null
        returning ${columns}, w.received_at is not null as "wasRead"`,
    );
    for (const { wasRead, sentAt, ...word } of rows) {
      if (wasRead) continue;
      const policy = await hoursPolicyOf(tx.db, word.schoolId);
      const { at } = publicationOf(policy, { at: sentAt, authorRole: 'guardian', to: 'staff-only' });
      await tellWord(tx, { ...word, publishAt: at, today: dayOf(sentAt) });
    }
    tx.changed(...rows.flatMap(({ groupId }) => (groupId ? [`group:${groupId}`] : [])));
  },
};
