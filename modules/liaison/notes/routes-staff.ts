import { randomUUID } from 'node:crypto';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { isSignedIn } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { heldFiles } from '../../files/index.ts';
import { momentInWords } from '../../notifications/index.ts';
import { startFrom } from '../phrases/read.ts';
import * as contract from './contract-staff.ts';
import { correctNote, textToCorrect, withdrawNote } from './correct.ts';
import { exportTable } from './export.ts';
import { relaunchNote, tickPaper } from './follow.ts';
import { boardView } from './page-board.tsx';
import { correctionView } from './page-correct.tsx';
import { newNoteView } from './page-new.tsx';
import { sentView } from './page-sent.tsx';
import { readBoard, readNew, readSent } from './read-staff.ts';
import type { SentText } from './send.ts';
import { writeNote } from './send.ts';
import { texts } from './texts-staff.ts';

type TextBody = Omit<SentText, 'questions'> &
  Readonly<Record<`kind${1 | 2 | 3}`, SentText['questions'][number]['kind']>> &
  Readonly<Record<`${'label' | 'options'}${1 | 2 | 3}`, string>>;

/** The fields of a text as the commands take them. */
const textOf = (body: TextBody): SentText => ({
  title: body.title,
  words: body.words,
  dueOn: body.dueOn,
  questions: ([1, 2, 3] as const).map((rank) => ({
    kind: body[`kind${rank}`],
    label: body[`label${rank}`],
    options: body[`options${rank}`],
  })),
});

const board = (noteId: string): string => addressOf(contract.showBoard, { noteId });
const ZONE = 'Europe/Paris';

/** What the school does with notes. What sets a PDF is read when it is asked for: the web starts without it. */
export const staffNoteRoutes: readonly AnyRoute[] = [
  route(contract.listSentNotes, {
    handle: (ctx, { query }) => readSent(ctx, query),
    page: sentView,
  }),
  route(contract.newNote, {
    handle: (ctx, { query }) => readNew(ctx, query.place),
    page: async (ctx, form, { query }) => {
      const { place: _place, ...start } = query;
      const [only] = form.places;
      // Who writes to one class goes straight to its form.
      if (!form.place && only && form.places.length === 1)
        return addressOf(contract.newNote, {}, { ...start, place: only.value });
      return newNoteView(ctx, {
        form,
        requestKey: randomUUID(),
        template: query.template,
        phrase: await startFrom(ctx, query),
        carried: start,
      });
    },
  }),
  route(contract.writeNote, {
    handle: (ctx, { body, files }) =>
      writeNote(ctx, { ...body, ...textOf(body), asksPupil: body.asksPupil === 'yes', files }),
    done: (ctx, { id, publishAt }) => {
      const t = texts[ctx.locale];
      ctx.flash(publishAt > ctx.now ? t.sentLater(momentInWords(publishAt, ctx.now, ZONE, ctx.locale)) : t.sentNow);
      return board(id);
    },
    refused: async (ctx, refusal, { body, several }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const form = await readNew(ctx, body.place);
      const held = await heldFiles(ctx.db, ctx.actor.personId, several.filesIds ?? []);
      return newNoteView(ctx, { form, requestKey: randomUUID(), refusal, typed: body, chosen: several.pupils, held });
    },
  }),
  route(contract.showBoard, {
    handle: (ctx, { params }) => readBoard(ctx, params.noteId),
    page: (ctx, shown) => boardView(ctx, shown),
  }),
  route(contract.relaunchNote, {
    handle: (ctx, { params }) => relaunchNote(ctx, params.noteId),
    done: (ctx, { told, publishAt }, { params }) => {
      const t = texts[ctx.locale];
      const when = publishAt > ctx.now ? momentInWords(publishAt, ctx.now, ZONE, ctx.locale) : t.now;
      ctx.flash(t.relaunched(told, when));
      return board(params.noteId);
    },
    refused: async (ctx, refusal, { params }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return boardView(ctx, await readBoard(ctx, params.noteId ?? ''), refusal);
    },
  }),
  route(contract.tickPaper, {
    handle: async (ctx, { params, body }) => ({
      ticked: await tickPaper(ctx, params.noteId, params.pupilUid, body.outcome),
    }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].ticked);
      return board(params.noteId);
    },
    refused: async (ctx, refusal, { params }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return boardView(ctx, await readBoard(ctx, params.noteId ?? ''), refusal);
    },
  }),
  route(contract.showCorrection, {
    handle: (ctx, { params }) => textToCorrect(ctx, params.noteId),
    page: (ctx, note) => correctionView(ctx, note),
  }),
  route(contract.correctNote, {
    handle: async (ctx, { params, body }) => ({
      version: await correctNote(ctx, params.noteId, { ...textOf(body), version: body.version }),
    }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].corrected);
      return board(params.noteId);
    },
    refused: async (ctx, refusal, { params, body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return correctionView(ctx, await textToCorrect(ctx, params.noteId ?? ''), { refusal, typed: body });
    },
  }),
  route(contract.withdrawNote, {
    handle: async (ctx, { params }) => ({ withdrawn: await withdrawNote(ctx, params.noteId) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].withdrawnFlash);
      return board(params.noteId);
    },
  }),
  route(contract.exportBoard, {
    handle: (ctx, { params }) => readBoard(ctx, params.noteId),
    download: (ctx, shown, { query }) => exportTable(ctx, shown, query.format),
  }),
  route(contract.printForPaper, {
    handle: async (ctx, { params, query }) => {
      const shown = await readBoard(ctx, params.noteId);
      const pupils = shown.pupilList
        .filter(({ state, hasLeft }) => !hasLeft && (state === 'waiting' || state === 'seen'))
        .filter(({ guardians }) => query.all === 'yes' || !guardians.some(({ isInUse }) => isInUse))
        .map(({ displayName, guardians }) => ({ displayName, guardians: guardians.length }));
      const { printNote } = await import('./paper.ts');
      return { title: shown.title, file: await printNote(shown.row, pupils, { madeAt: ctx.now }) };
    },
    download: (_ctx, { file }) => ({ ...file, type: 'application/pdf' }),
  }),
  route(contract.proveBoard, {
    handle: async (ctx, { params }) => {
      const { proofOf, setProof } = await import('./proof.ts');
      const shown = await readBoard(ctx, params.noteId);
      const proof = await proofOf(ctx.db, params.noteId);
      return { title: shown.title, file: await setProof(proof, { madeAt: ctx.now, locale: ctx.locale }) };
    },
    download: (_ctx, { file }) => ({ ...file, type: 'application/pdf' }),
  }),
];
