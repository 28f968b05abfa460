import { randomUUID } from 'node:crypto';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { afterOf, readAfter } from '../notes/read.ts';
import { wordPolicy } from '../policy.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { ownWordsView, receivedWordsView } from './pages.tsx';
import { findOwnWords, findReceivedWords, type WordRow } from './queries.ts';
import { texts } from './texts.ts';

const PAGE = 20;

const shown = ({ pupilUid, pupilName, receivedBy, receivedAt, ...row }: WordRow) => ({
  ...row,
  pupil: { id: pupilUid, displayName: pupilName },
  received: receivedAt ? { by: receivedBy ?? '', at: receivedAt } : null,
});

/** A page of words, and where the next begins. */
function pageOf(rows: readonly WordRow[]) {
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    words: page.map(shown),
    after: rows.length > PAGE && last ? afterOf({ publishAt: last.sentAt, id: last.id }) : null,
  };
}

const readOwn = async (
  { db, actor }: SessionContext,
  query: { child?: string | undefined; after?: string | undefined },
) => pageOf(await findOwnWords(db, actor, query.child, { after: readAfter(query.after), limit: PAGE + 1 }));

/** Whether the actor receives words of families anywhere. */
export const receivesWords = ({ actor }: Pick<SessionContext, 'actor'>): boolean =>
  wordPolicy.rules.receive.some(({ role }) => actor.roles.includes(role));

/** What families tell the school. */
export const wordRoutes: readonly AnyRoute[] = [
  route(contract.listOwnWords, {
    handle: (ctx, { query }) => readOwn(ctx, query),
    page: (ctx, own, { query }) => {
      if (ctx.actor.children.length === 0 && receivesWords(ctx)) return contract.listReceivedWords.path;
      return ownWordsView(ctx, { own, requestKey: randomUUID(), ...query });
    },
  }),
  route(contract.sendWord, {
    handle: async (ctx, { body }) => ({ id: await commands.sendWord(ctx, body) }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].sent);
      return contract.listOwnWords.path;
    },
    refused: async (ctx, refusal, { body }) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return ownWordsView(ctx, { own: await readOwn(ctx, {}), requestKey: randomUUID(), refusal, typed: body });
    },
  }),
  route(contract.listReceivedWords, {
    handle: async (ctx, { query }) => {
      if (!receivesWords(ctx)) notFound();
      const { db, actor } = ctx;
      const [waiting, read] = await Promise.all([
        query.after ? [] : findReceivedWords(db, actor, { group: query.group, isRead: false }, { limit: 100 }),
        findReceivedWords(
          db,
          actor,
          { group: query.group, isRead: true },
          { after: readAfter(query.after), limit: PAGE + 1 },
        ),
      ]);
      return { waiting: waiting.map(shown), ...pageOf(read) };
    },
    page: (ctx, received, { query }) => receivedWordsView(ctx, received, query.group),
  }),
  route(contract.receiveWord, {
    handle: async (ctx, { params }) => ({ received: await commands.receiveWord(ctx, params.wordId) }),
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].receivedFlash);
      return addressOf(contract.listReceivedWords);
    },
  }),
];
