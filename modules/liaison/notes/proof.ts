import type { Readable } from 'node:stream';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { fileName } from './file-name.ts';
import { answerInWords } from './page-note.tsx';
import type { Given, Outcome, Question } from './rules.ts';
import { QUIET, Sheet } from './sheet.ts';
import { wholeName } from './shown.ts';
import { texts } from './texts-paper.ts';

/** A text of the note that somebody answered. */
interface ProvedText {
  readonly version: number;
  readonly title: string;
  readonly plain: string;
  readonly questions: readonly Question[];
  readonly digest: string;
  readonly by: string;
  readonly writtenAt: Date;
  readonly school: string;
}

/** A signature, a refusal or a return on paper, replaced ones too. */
interface ProvedAnswer {
  readonly version: number;
  readonly pupilUid: string;
  readonly pupil: string;
  readonly by: string;
  readonly outcome: Outcome;
  readonly given: Given | null;
  readonly means: string;
  readonly seal: string | null;
  readonly at: Date;
  readonly replacedAt: Date | null;
}

export interface Proof {
  readonly texts: readonly ProvedText[];
  readonly answers: readonly ProvedAnswer[];
}

/**
 * All that proves a note: every text, every answer in its order. `pupilUid` narrows it to a child, `guardianId` to one guardian's own
 * answers. The caller has decided who may ask.
 */
export async function proofOf(
  db: Db,
  noteId: string,
  { pupilUid, guardianId }: { readonly pupilUid?: string; readonly guardianId?: string } = {},
): Promise<Proof> {
  const versions = await rowsOf(
    db,
    sql<ProvedText>`
      select v.version, v.title, v.plain, v.questions, v.digest, ${wholeName(sql`v.written_by`)} as by, v.written_at as "writtenAt",
             s.name as school
      from liaison.note_versions v join directory.schools s on s.id = v.school_id
      where v.note_id = ${noteId}::uuid order by v.version`,
  );
  const answers = await rowsOf(
    db,
    sql<ProvedAnswer>`
      select x.version, p.uid as "pupilUid", concat_ws(' ', p.given_name, p.family_name) as pupil, x.by, x.outcome, x.given, x.means, x.seal,
             x.at, x.replaced_at as "replacedAt"
      from (select a.version, a.pupil_id, ${wholeName(sql`a.guardian_id`)} as by, a.outcome, a.given, a.means, a.seal, a.answered_at as at,
                   a.replaced_at
            from liaison.answers a
            where a.note_id = ${noteId}::uuid and ${guardianId ? sql`a.guardian_id = ${guardianId}::uuid` : sql`true`}
            union all
            select r.version, r.pupil_id, ${wholeName(sql`r.ticked_by`)}, r.outcome, null, 'paper', null, r.ticked_at, r.undone_at
            from liaison.paper_returns r where r.note_id = ${noteId}::uuid) as x
      join directory.persons p on p.id = x.pupil_id
      where ${pupilUid ? sql`p.uid = ${pupilUid}` : sql`true`}
      order by p.sort_name, p.id, x.at, x.by`,
  );
  return { texts: versions, answers };
}

/** The proof as a tagged PDF: texts with their fingerprints, then who answered what, when and by what means. */
export async function setProof(
  proof: Proof,
  { madeAt, locale, about }: { readonly madeAt: Date; readonly locale: Locale; readonly about?: string },
): Promise<{ readonly name: string; readonly content: Readable }> {
  const t = texts[locale];
  const last = proof.texts.at(-1);
  const title = last?.title ?? '';
  const sheet = new Sheet({
    title: t.proofTitle(title),
    lang: locale === 'fr' ? 'fr-FR' : 'en-GB',
    author: t.author,
    madeAt,
  });
  sheet.page();
  sheet.line('H1', t.proofTitle(title), { size: 18, bold: true, leading: 1.2 });
  if (about) sheet.line('P', t.forPupil(about), { size: 12, bold: true });
  for (const text of proof.texts) setText(sheet, text, locale);
  sheet.line('H2', t.answers, { size: 13, bold: true });
  if (proof.answers.length === 0) sheet.line('P', t.noAnswer, { size: 11 });
  let pupil: string | undefined;
  for (const answer of proof.answers) {
    if (!about && answer.pupilUid !== pupil) {
      sheet.gap(6);
      sheet.line('H3', answer.pupil, { size: 11.5, bold: true });
    }
    pupil = answer.pupilUid;
    setAnswer(sheet, answer, proof, locale);
  }
  sheet.gap(10);
  sheet.line('P', t.made(instantInWords(madeAt, locale)), { size: 9, colour: QUIET });
  return { name: fileName(t.proofFile(title, about ?? ''), 'pdf'), content: await sheet.end() };
}

function setText(sheet: Sheet, text: ProvedText, locale: Locale): void {
  const t = texts[locale];
  const small = { size: 9.5, colour: QUIET };
  sheet.gap(6);
  sheet.line('H2', `${t.text} (${t.version(text.version)})`, { size: 13, bold: true });
  sheet.line('P', `${t.school} : ${text.school}`, small, 1);
  sheet.line('P', `${t.writtenBy} : ${text.by} · ${t.writtenAt} ${instantInWords(text.writtenAt, locale)}`, small, 1);
  sheet.line('P', `${t.digest} :`, small, 1);
  sheet.line('P', inGroups(text.digest), small, 6);
  sheet.line('P', text.title, { size: 11, bold: true });
  sheet.line('P', text.plain, { size: 10.5 });
  for (const { label, options } of text.questions)
    sheet.line('P', [`• ${label}`, options.join(' / ')].filter(Boolean).join(' '), { size: 10.5 });
}

function setAnswer(sheet: Sheet, answer: ProvedAnswer, { texts: versions }: Proof, locale: Locale): void {
  const t = texts[locale];
  const when = instantInWords(answer.at, locale);
  const questions = versions.find(({ version }) => version === answer.version)?.questions ?? [];
  const said =
    answer.means === 'paper'
      ? (answer.outcome === 'signed' ? t.paperSigned : t.paperRefused)(when, answer.by)
      : (answer.outcome === 'signed' ? t.signed : t.refused)(answer.by, when);
  sheet.line('P', said, { size: 10.5 }, 2);
  for (const [rank, question] of questions.entries())
    if (answer.given?.[rank])
      sheet.line(
        'P',
        `${question.label} ${answerInWords(question, answer.given[rank] ?? '', locale)}`,
        { size: 10 },
        2,
      );
  const small = { size: 9, colour: QUIET };
  if (versions.length > 1) sheet.line('P', t.onVersion(answer.version), small, 1);
  if (answer.means !== 'paper') sheet.line('P', t.means(meansInWords(answer.means, locale)), small, 1);
  if (answer.seal) sheet.line('P', t.seal(inGroups(answer.seal)), small, 1);
  if (answer.replacedAt) sheet.line('P', t.replaced(instantInWords(answer.replacedAt, locale)), small, 1);
  sheet.gap(6);
}

/** 64 figures in groups of eight, which can be read out and broken over lines. */
const inGroups = (digest: string): string => (digest.match(/.{1,8}/g) ?? []).join(' ');

function meansInWords(means: string, locale: Locale): string {
  const t = texts[locale];
  const [kind = '', name] = means.split(/:(.*)/s);
  if (kind === 'provider' && name) return t.meansProvider(name);
  return Object.hasOwn(t.meansWords, kind) ? t.meansWords[kind as keyof typeof t.meansWords] : t.meansWords.session;
}
