import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { ReadingLanguage } from '../../../platform/texts/languages.ts';
import { digestOf, phrasesIn } from './bank.ts';
import { ownPhrasePolicy, phrasePolicy } from './policy.ts';

/** Signs a translation off, as it is today, or takes back who signed it. Twice is once. */
export async function reviewPhrase(
  ctx: SessionContext,
  { language, key }: { readonly language: ReadingLanguage; readonly key: string },
  undo: boolean,
): Promise<{ reviewed: boolean }> {
  const { actor, now, requestId } = ctx;
  if (!phrasePolicy.can(actor, 'review', {}) || !phrasesIn(language).has(key)) notFound();
  const digest = digestOf(key, language);
  return ctx.transaction(async (tx) => {
    const changed = undo
      ? await firstOf(
          tx.db,
          sql<{ id: string }>`
            update liaison.phrase_reviews set undone_by = ${actor.personId}, undone_at = ${now}
            where language = ${language} and phrase = ${key} and digest = ${digest} and undone_at is null returning id`,
        )
      : await firstOf(
          tx.db,
          sql<{ id: string }>`
            insert into liaison.phrase_reviews (id, phrase, language, digest, reviewed_by, reviewed_at)
            values (${newId()}, ${key}, ${language}, ${digest}, ${actor.personId}, ${now})
            on conflict (language, phrase, digest) where undone_at is null do nothing returning id`,
        );
    if (changed)
      await recordAct(tx.db, {
        act: undo ? 'liaison.phrase-review-undone' : 'liaison.phrase-reviewed',
        at: now,
        actorId: actor.personId,
        details: { language, key, digest },
        requestId,
      });
    return { reviewed: !undo };
  });
}

/** Adds a phrase to a school's own; one that stands for the same phrase of the bank goes. */
export async function writeOwnPhrase(
  ctx: SessionContext,
  schoolId: string,
  written: { readonly title: string; readonly words: string; readonly replaces: string },
): Promise<{ id: string }> {
  const { actor, now, requestId } = ctx;
  ownPhrasePolicy.authorize(actor, 'change', { schoolId });
  const replaces = phrasesIn('fr').has(written.replaces) ? written.replaces : null;
  return ctx.transaction(async (tx) => {
    const id = newId();
    if (replaces)
      await sql`
        update liaison.school_phrases set removed_by = ${actor.personId}, removed_at = ${now}
        where school_id = ${schoolId}::uuid and replaces = ${replaces} and removed_at is null`.execute(tx.db);
    await sql`
      insert into liaison.school_phrases (school_id, id, replaces, title, words, written_by, written_at)
      values (${schoolId}, ${id}, ${replaces}, ${written.title}, ${written.words}, ${actor.personId}, ${now})`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'liaison.phrase-written',
      at: now,
      actorId: actor.personId,
      schoolId,
      details: { id, replaces },
      requestId,
    });
    return { id };
  });
}

/** Takes one away; notes that came from it keep their text. */
export async function removeOwnPhrase(
  ctx: SessionContext,
  schoolId: string,
  id: string,
): Promise<{ removed: boolean }> {
  const { actor, now, requestId } = ctx;
  ownPhrasePolicy.authorize(actor, 'change', { schoolId });
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ id: string }>`
        update liaison.school_phrases set removed_by = ${actor.personId}, removed_at = ${now}
        where school_id = ${schoolId}::uuid and id = ${id}::uuid and removed_at is null returning id`,
    );
    if (!row) notFound();
    await recordAct(tx.db, {
      act: 'liaison.phrase-removed',
      at: now,
      actorId: actor.personId,
      schoolId,
      details: { id },
      requestId,
    });
    return { removed: true };
  });
}
