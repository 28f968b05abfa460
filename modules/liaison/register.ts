import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart, Module } from '../../platform/module.ts';
import { actRoutes } from './acts/routes.tsx';
import { forgetWordsJob } from './family-words/commands.ts';
import { childWordPart, wordTiles } from './family-words/parts.tsx';
import { reportableWord } from './family-words/reporting.ts';
import { wordRoutes } from './family-words/routes.ts';
import { texts as wordTexts } from './family-words/texts.ts';
import { noteKind, wordKind } from './kinds.ts';
import { manifest } from './module.ts';
import { noteGate, reportableNote } from './notes/gates.ts';
import { arrivalsJob, circlesReader, forgetJob, remindJob } from './notes/jobs.ts';
import { childPart, classPart, otherGroupPart, tiles } from './notes/parts.tsx';
import { noteRoutes } from './notes/routes.ts';
import { staffNoteRoutes } from './notes/routes-staff.ts';
import { texts } from './notes/texts.ts';
import { texts as staffTexts } from './notes/texts-staff.ts';
import { liaisonPersonalData } from './personal-data.ts';
import { phraseBank } from './phrases/offered.ts';
import { ownPhrasePolicy, phrasePolicy } from './phrases/policy.ts';
import { phraseRoutes } from './phrases/routes.ts';
import { reviewTile } from './phrases/tile.ts';
import { notePlacePolicy, notePolicy, wordPolicy } from './policy.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';

const columns: readonly PersonColumn[] = [
  { table: 'liaison.notes', column: 'author_id', key: ['id'] },
  { table: 'liaison.notes', column: 'withdrawn_by', key: ['id'] },
  { table: 'liaison.note_versions', column: 'written_by', key: ['note_id', 'version'] },
  { table: 'liaison.note_pupils', column: 'pupil_id', key: ['note_id'], once: { per: ['note_id'] } },
  {
    table: 'liaison.copies',
    column: 'pupil_id',
    key: ['note_id', 'guardian_id'],
    once: { per: ['note_id', 'guardian_id'] },
  },
  {
    table: 'liaison.copies',
    column: 'guardian_id',
    key: ['note_id', 'pupil_id'],
    once: { per: ['note_id', 'pupil_id'] },
  },
  {
    table: 'liaison.answers',
    column: 'pupil_id',
    key: ['id'],
    once: { per: ['note_id', 'version', 'guardian_id'], when: 'r.replaced_at is null' },
  },
  {
    table: 'liaison.answers',
    column: 'guardian_id',
    key: ['id'],
    once: { per: ['note_id', 'version', 'pupil_id'], when: 'r.replaced_at is null' },
  },
  {
    table: 'liaison.paper_returns',
    column: 'pupil_id',
    key: ['id'],
    once: { per: ['note_id', 'version'], when: 'r.undone_at is null' },
  },
  { table: 'liaison.paper_returns', column: 'ticked_by', key: ['id'] },
  { table: 'liaison.paper_returns', column: 'undone_by', key: ['id'] },
  { table: 'liaison.relaunches', column: 'relaunched_by', key: ['id'] },
  { table: 'liaison.act_choices', column: 'chosen_by', key: ['school_id', 'act'] },
  { table: 'liaison.phrase_reviews', column: 'reviewed_by', key: ['id'] },
  { table: 'liaison.phrase_reviews', column: 'undone_by', key: ['id'] },
  { table: 'liaison.school_phrases', column: 'written_by', key: ['school_id', 'id'] },
  { table: 'liaison.school_phrases', column: 'removed_by', key: ['school_id', 'id'] },
  { table: 'liaison.family_words', column: 'author_id', key: ['id'] },
  { table: 'liaison.family_words', column: 'pupil_id', key: ['id'] },
  { table: 'liaison.family_words', column: 'received_by', key: ['id'] },
];

/** Notes and signatures follow child, guardian and staff when two records are merged. */
const mergePart: MergePart = {
  key: 'liaison',
  columns: columns.map(columnName),
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};

/** What the liaison book gives to the house. */
export const liaisonModule: Module = {
  manifest,
  // The bank's addresses stand before `/notes/:noteId`.
  routes: [...phraseRoutes, ...staffNoteRoutes, ...noteRoutes, ...actRoutes, ...wordRoutes],
  policies: [notePolicy, notePlacePolicy, wordPolicy, phrasePolicy, ownPhrasePolicy],
  rightsTexts,
  actTexts,
  refusalTexts: {
    fr: { ...texts.fr.refusedForm, ...staffTexts.fr.refused, ...wordTexts.fr.refused },
    en: { ...texts.en.refusedForm, ...staffTexts.en.refused, ...wordTexts.en.refused },
  },
  mergeParts: [mergePart],
  personalData: liaisonPersonalData,
  jobs: [remindJob, arrivalsJob, forgetJob, forgetWordsJob],
  subscriptions: [circlesReader],
  notificationKinds: [noteKind, wordKind],
  pageParts: [classPart, otherGroupPart, childPart, childWordPart],
  fileGates: [noteGate],
  reportables: [reportableNote, reportableWord],
  phraseBank,
  tiles: [...tiles, ...wordTiles, reviewTile],
};
