import { dayOf } from '../../../platform/clock/clock.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Job } from '../../../platform/module.ts';
import { placeOfPupil } from '../../directory/index.ts';
import { daysAfter } from '../../directory/rules.ts';
import { hoursPolicyOf, notify, settle } from '../../notifications/index.ts';
import { publicationOf } from '../../notifications/rules.ts';
import { refuseIfStopped } from '../../safety/index.ts';
import { wordPolicy } from '../policy.ts';
import { listReceivedWords, type WordKind } from './contract.ts';
import { wordInBrief } from './texts.ts';

/** The kind under which words of families are told to the school. */
export const WORD_KIND = 'liaison.word';

export const subjectOf = (wordId: string): string => `${WORD_KIND}:${wordId}`;

export interface SentWord {
  readonly requestKey: string;
  /** Public id of the child. */
  readonly child: string;
  readonly kind: WordKind;
  readonly words: string;
  readonly startsOn: string;
  /** The last day; empty: that one day. */
  readonly until: string;
}

/**
 * A guardian tells the school something about a child. It stands in the school's list at once, at any hour; those who read it are told within
 * the hours. The same request key twice is one word.
 * @throws Refusal as the contract lists
 */
export async function sendWord(ctx: SessionContext, sent: SentWord): Promise<string> {
  const { actor, db, now } = ctx;
  const child = actor.children.find(({ uid }) => uid === sent.child);
  const facts = {
    schoolId: '',
    groupId: null,
    authorId: actor.personId,
    pupilId: child?.personId ?? '',
    kind: sent.kind,
  };
  if (!child || !wordPolicy.can(actor, 'send', facts)) notFound();
  const until = sent.until || sent.startsOn;
  if (until < sent.startsOn || sent.startsOn < daysAfter(actor.today, -14) || until > daysAfter(actor.today, 365))
    throw new Refusal('liaison.days-crossed', {}, [{ field: 'until', code: 'liaison.days-crossed' }]);
  const place = await placeOfPupil(db, child.personId, actor.today);
  if (!place) refuse('liaison.no-school');
  await refuseIfStopped(ctx, { schoolIds: [place.schoolId], act: 'write' });
  const policy = await hoursPolicyOf(db, place.schoolId);
  const { at } = publicationOf(policy, { at: now, authorRole: 'guardian', to: 'staff-only' });
  return ctx.transaction(async (tx) => {
    const made = await firstOf(
      tx.db,
      sql<{ id: string }>`
        insert into liaison.family_words (school_id, id, author_id, request_key, pupil_id, group_id, kind, words, starts_on, ends_on, sent_at)
        values (${place.schoolId}, ${newId()}, ${actor.personId}, ${sent.requestKey}, ${child.personId}, ${place.groupId}::uuid, ${sent.kind},
                ${sent.words}, ${sent.startsOn}::date, ${until}::date + 1, ${now})
        on conflict (request_key) do nothing returning id`,
    );
    if (!made) return sameWord(tx.db, sent.requestKey, actor.personId);
    await tellWord(tx, {
      id: made.id,
      schoolId: place.schoolId,
      groupId: place.groupId,
      kind: sent.kind,
      words: sent.words,
      child: child.displayName,
      author: { id: actor.personId, name: actor.displayName },
      publishAt: at,
      today: actor.today,
    });
    tx.changed(`person:${actor.uid}`, ...(place.groupId ? [`group:${place.groupId}`] : []));
    return made.id;
  });
}

/** What is told of a word to those at school who are to read it. */
export interface ToldWord {
  readonly id: string;
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly kind: WordKind;
  readonly words: string;
  /** Whom it is about, by name. */
  readonly child: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly publishAt: Date;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Puts a word among what the school has to do. */
export const tellWord = (tx: Transaction, word: ToldWord): Promise<string> =>
  notify(tx, {
    kind: WORD_KIND,
    subject: subjectOf(word.id),
    schoolId: word.schoolId,
    href: addressOf(listReceivedWords, {}, { group: word.groupId ?? undefined }),
    title: wordInBrief(word.kind, word.child),
    words: word.words,
    author: word.author,
    publishAt: word.publishAt,
    todo: true,
    to: { query: readersOf(word, word.kind, word.today) },
  });

async function sameWord(db: Db, requestKey: string, authorId: string): Promise<string> {
  const row = await firstOf(
    db,
    sql<{ id: string }>`
      select id from liaison.family_words where request_key = ${requestKey}::uuid and author_id = ${authorId}::uuid`,
  );
  return row?.id ?? notFound();
}

/**
 * SQL query (`person_id`) of who is told: at an école the teachers of the class; at a collège its main teachers and school life; where there
 * is no class the heads; for who fetches the child, those who see to the after-school too.
 */
const readersOf = (
  { schoolId, groupId }: { readonly schoolId: string; readonly groupId: string | null },
  kind: WordKind,
  today: string,
): RawBuilder<unknown> => sql`
  select m.person_id from directory.memberships m join directory.schools s on s.id = m.school_id
  where m.school_id = ${schoolId}::uuid and m.group_id = ${groupId}::uuid and (m.ends_on is null or m.ends_on > ${today}::date)
    and (m.role = 'main_teacher' or (m.role = 'teacher' and s.degree = 1))
  union
  select pr.person_id from directory.profiles pr join directory.schools s on s.id = pr.school_id
  where pr.school_id = ${schoolId}::uuid and (pr.ends_on is null or pr.ends_on > ${today}::date)
    and ((pr.kind = 'school_life' and s.degree = 2) or (pr.kind = 'head' and ${groupId}::uuid is null))
  union
  select d.person_id from directory.mandates d
  where ${kind === 'pick-up'}::boolean and d.kind = 'after_school' and d.school_id = ${schoolId}::uuid
    and d.starts_on <= ${today}::date and (d.ends_on is null or d.ends_on > ${today}::date)`;

/** Somebody at school says that they read it: it leaves what they all have to do, and the family sees by whom. */
export function receiveWord(ctx: SessionContext, wordId: string): Promise<boolean> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ author: string; groupId: string | null }>`
        update liaison.family_words w
        set received_by = coalesce(w.received_by, ${actor.personId}::uuid), received_at = coalesce(w.received_at, ${now})
        where w.id = ${wordId}::uuid and w.hidden_at is null and ${wordPolicy.where(actor, 'receive')}
        returning (select p.uid from directory.persons p where p.id = w.author_id) as author, w.group_id as "groupId"`,
    );
    if (!row) notFound();
    await settle(tx, subjectOf(wordId), 'everyone');
    tx.changed(`person:${row.author}`, ...(row.groupId ? [`group:${row.groupId}`] : []));
    return true;
  });
}

/** Words of families go a year after they were sent. */
export const forgetWords = (db: Db, today: string): Promise<unknown> =>
  sql`delete from liaison.family_words where sent_at < ${today}::date - interval '1 year'`.execute(db);

/** At 3:53 on Sundays, after the notes. */
export const forgetWordsJob: Job = {
  name: 'liaison.forget-words',
  cron: '53 3 * * 0',
  run: async ({ db, clock }) => {
    await forgetWords(db, dayOf(clock.now()));
  },
};
