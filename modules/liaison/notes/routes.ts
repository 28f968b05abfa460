import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { acknowledge, signNote } from './answer.ts';
import * as contract from './contract.ts';
import { listSentNotes } from './contract-staff.ts';
import { notesView } from './page-list.tsx';
import { noteView } from './page-note.tsx';
import { findBoard } from './queries-staff.ts';
import { readNote, readNotes } from './read.ts';
import { writesSomewhere } from './read-staff.ts';
import { texts } from './texts.ts';

/** What families and pupils do with notes. */
export const noteRoutes: readonly AnyRoute[] = [
  route(contract.listNotes, {
    handle: (ctx, { query }) => readNotes(ctx, query),
    page: (ctx, notes, { query }) => {
      const { actor } = ctx;
      // Who has no child here and is no pupil comes for the notes that they write.
      const reads = actor.children.length > 0 || actor.roles.includes('pupil');
      return !reads && writesSomewhere(actor) ? listSentNotes.path : notesView(ctx, notes, query);
    },
  }),
  route(contract.showNote, {
    handle: (ctx, { params }) => readNote(ctx, params.noteId),
    page: (ctx, note) => noteView(ctx, note),
  }),
  route(contract.answerNote, {
    handle: (ctx, { params, body }) =>
      signNote(ctx, {
        ...params,
        version: body.version,
        seen: body.seen,
        answers: [body.answer1, body.answer2, body.answer3],
      }),
    done: (ctx, { outcome }, { params }) => {
      const t = texts[ctx.locale];
      ctx.flash(outcome === 'refused' ? t.refusedFlash : t.doneFlash);
      return addressOf(contract.showNote, { noteId: params.noteId });
    },
    refused: async (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const { noteId = '', pupilUid = '' } = raw.params;
      return noteView(ctx, await readNote(ctx, noteId), { pupilUid, refusal, typed: raw.body });
    },
  }),
  route(contract.acknowledgeNote, {
    handle: async (ctx, { params }) => ({ acknowledged: await acknowledge(ctx, params.noteId) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].acknowledgedFlash);
      return addressOf(contract.showNote, { noteId: params.noteId });
    },
  }),
  route(contract.proveNote, {
    handle: async (ctx, { params: { noteId, pupilUid } }) => {
      const { proofOf, setProof } = await import('./proof.ts');
      const { db, actor, now, locale } = ctx;
      const board = await findBoard(db, actor, noteId);
      const about = (board?.pupilList ?? []).find(({ uid }) => uid === pupilUid)?.displayName;
      if (about) {
        const proof = await proofOf(db, noteId, { pupilUid });
        return { title: about, file: await setProof(proof, { madeAt: now, locale, about }) };
      }
      // A guardian has the proof of their own answers, not of the other's.
      const note = await readNote(ctx, noteId);
      const own = note.pupils.find(({ id }) => id === pupilUid);
      if (!own || note.isPupil) notFound();
      const proof = await proofOf(db, noteId, { pupilUid, guardianId: actor.personId });
      return { title: note.title, file: await setProof(proof, { madeAt: now, locale, about: own.displayName }) };
    },
    download: (_ctx, { file }) => ({ ...file, type: 'application/pdf' }),
  }),
];
