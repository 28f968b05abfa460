import type { SentBlob } from '../../platform/contract/endpoint.ts';
import { addressOf } from '../../platform/contract/endpoint.ts';
import { notFound, Refusal } from '../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../platform/http/context.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { instantInWords } from '../../platform/texts/days.ts';
import { receive } from '../files/index.ts';
import * as answers from './answers.ts';
import { calendarFile } from './calendar-file.ts';
import * as commands from './commands.ts';
import { changeComposer, newComposer, refusedComposer } from './compose.ts';
import * as contract from './contract.ts';
import { afterForm, composerView } from './pages/composer.tsx';
import { newsView } from './pages/list.tsx';
import { ownView } from './pages/own.tsx';
import { postView } from './pages/post.tsx';
import { historyView, readersView } from './pages/small.tsx';
import * as open from './public/contract.ts';
import { publicNewsView, publicPostView } from './public/pages.tsx';
import { feedOf, readPublic, readPublicPost } from './public/read.ts';
import { revisionsOf } from './queries.ts';
import { readComments, readNews, readOwn, readPost } from './read.ts';
import { UNDO_SECONDS } from './rules.ts';
import { texts } from './texts.ts';

/** The page of a post again, with what its reader is told. */
const backTo = (ctx: SessionContext, postId: string, said?: string): string => {
  if (said) ctx.flash(said);
  return afterForm(postId);
};

/** A form was accepted: a draft is gone on with, a post is looked at. */
function written(ctx: SessionContext, { id, publishAt }: commands.Written): string {
  const t = texts[ctx.locale].composer;
  if (!publishAt) {
    ctx.flash(t.drafted);
    return addressOf(contract.showChange, { postId: id });
  }
  const soon = publishAt.getTime() - ctx.now.getTime() <= UNDO_SECONDS * 1000;
  return backTo(ctx, id, soon ? t.published : t.waiting(instantInWords(publishAt, ctx.locale)));
}

/**
 * Takes over the files that came with the form before anything is looked at: when the form is refused they are here, and its page names
 * them instead of asking for them again.
 */
async function withFiles<T>(
  ctx: SessionContext,
  body: contract.Typed,
  sent: readonly SentBlob[],
  work: (typed: contract.Typed) => Promise<T>,
): Promise<T> {
  const received = await receive(ctx, sent);
  const filesIds = [...body.filesIds, ...received];
  try {
    return await work({ ...body, filesIds });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, { ...error.details, filesIds }, error.fields);
  }
}

const readingRoutes: readonly AnyRoute[] = [
  route(contract.listNews, {
    handle: (ctx, { query }) => readNews(ctx, query),
    page: (ctx, news, { query }) => newsView(ctx, { ...news, place: query.place }),
  }),
  route(contract.showPost, {
    handle: (ctx, { params }) => readPost(ctx, params.postId),
    page: async (ctx, post) => postView({ ctx, post, comments: await readComments(ctx, post) }),
  }),
  route(contract.showOwn, {
    handle: (ctx, { query }) => readOwn(ctx, query.whose, query.after),
    page: (ctx, own, { query }) => ownView(ctx, { ...own, whose: query.whose }),
  }),
  route(contract.showReaders, {
    handle: (ctx, { params }) => answers.readersOf(ctx, params.postId),
    page: (ctx, readers, { params }) => readersView(ctx, params.postId, readers),
  }),
  route(contract.showHistory, {
    handle: async (ctx, { params }) => {
      const post = await readPost(ctx, params.postId);
      if (!post.abilities.manage) notFound();
      return { heading: post.heading, revisions: await revisionsOf(ctx.db, params.postId) };
    },
    page: (ctx, history, { params }) => historyView(ctx, params.postId, history),
  }),
  route(contract.showEventFile, {
    handle: async (ctx, { params }) => {
      const { row, heading } = await readPost(ctx, params.postId);
      if (!row.event) notFound();
      return {
        text: calendarFile({
          ...row.event,
          id: row.id,
          host: new URL(ctx.publicUrl).host,
          title: heading,
          words: row.fullWords.slice(0, 2000),
          address: new URL(addressOf(contract.showPost, params), ctx.publicUrl).href,
          changedAt: row.changedAt,
        }),
      };
    },
    download: (_ctx, { text }) => ({ name: 'evenement.ics', type: 'text/calendar; charset=utf-8', content: text }),
  }),
];

const writingRoutes: readonly AnyRoute[] = [
  route(contract.showComposer, {
    handle: async (ctx, { query }) => {
      const composer = await newComposer(ctx, query);
      return { audiences: composer.audiences.map(({ key, label }) => ({ key, label })), composer };
    },
    page: (_ctx, { composer }) => composerView(composer),
  }),
  route(contract.writePost, {
    handle: (ctx, { body, files }) => withFiles(ctx, body, files, (typed) => commands.writePost(ctx, typed)),
    done: written,
    refused: async (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return composerView(await refusedComposer(ctx, refusal, raw, undefined));
    },
  }),
  route(contract.keepDraft, {
    handle: async (ctx, { body }) => {
      const kept = await commands.writePost(ctx, { ...body, do: 'draft' });
      const target = kept.publishAt ? contract.showPost : contract.showChange;
      return { ...kept, href: addressOf(target, { postId: kept.id }) };
    },
  }),
  route(contract.showChange, {
    handle: async (ctx, { params }) => ({ id: params.postId, composer: await changeComposer(ctx, params.postId) }),
    page: (_ctx, { composer }) => composerView(composer),
  }),
  route(contract.changePost, {
    handle: (ctx, { params, body, files }) =>
      withFiles(ctx, body, files, (typed) => commands.changePost(ctx, params.postId, typed)),
    done: (ctx, answer) =>
      answer.publishAt && answer.publishAt <= ctx.now
        ? backTo(ctx, answer.id, texts[ctx.locale].composer.changed)
        : written(ctx, answer),
    refused: async (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      return composerView(await refusedComposer(ctx, refusal, raw, raw.params.postId));
    },
  }),
  route(contract.undoPost, {
    handle: async (ctx, { params }) => {
      await commands.undoPost(ctx, params.postId);
      return {};
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].composer.undone);
      return addressOf(contract.showChange, params);
    },
  }),
  route(contract.withdrawPost, {
    handle: async (ctx, { params }) => {
      await commands.withdrawPost(ctx, params.postId);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].composer.withdrawn);
      return contract.showOwn.path;
    },
  }),
  route(contract.pinPost, {
    handle: async (ctx, { params }) => {
      await commands.pinPost(ctx, params.postId);
      return {};
    },
    done: (ctx, _, { params }) => backTo(ctx, params.postId, texts[ctx.locale].composer.pinnedDone),
  }),
  route(contract.unpinPost, {
    handle: async (ctx, { params }) => {
      await commands.unpinPost(ctx, params.postId);
      return {};
    },
    done: (ctx, _, { params }) => backTo(ctx, params.postId, texts[ctx.locale].composer.unpinned),
  }),
];

const answeringRoutes: readonly AnyRoute[] = [
  route(contract.acknowledge, {
    handle: async (ctx, { params }) => {
      await answers.acknowledge(ctx, params.postId);
      return {};
    },
    done: (ctx, _, { params }) => backTo(ctx, params.postId),
  }),
  route(contract.remind, {
    handle: async (ctx, { params }) => {
      await answers.remind(ctx, params.postId);
      return {};
    },
    done: (ctx, _, { params }) => {
      ctx.flash(texts[ctx.locale].readers.reminded);
      return addressOf(contract.showReaders, params);
    },
  }),
  route(contract.react, {
    handle: async (ctx, { params, body }) => {
      await answers.react(ctx, params.postId, body.kind);
      return {};
    },
    done: (ctx, _, { params }) => backTo(ctx, params.postId),
  }),
  route(contract.vote, {
    handle: async (ctx, { params, body }) => {
      await answers.vote(ctx, params.postId, body.choice);
      return {};
    },
    done: (ctx, _, { params }) => {
      const t = texts[ctx.locale].post;
      return backTo(ctx, params.postId, ctx.actor.roles.includes('pupil') ? t.votedPupil : t.voted);
    },
    refused: async (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const post = await readPost(ctx, raw.params.postId ?? '');
      return postView({ ctx, post, comments: await readComments(ctx, post), refusal });
    },
  }),
  route(contract.comment, {
    handle: (ctx, { params, body }) => answers.comment(ctx, params.postId, body),
    done: (ctx, { waits }, { params }) => {
      const t = texts[ctx.locale].comments;
      return backTo(ctx, params.postId, waits ? t.waits : t.sent);
    },
    refused: async (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
      const post = await readPost(ctx, raw.params.postId ?? '');
      return postView({ ctx, post, comments: await readComments(ctx, post), refusal, typed: raw.body });
    },
  }),
  route(contract.approveComment, {
    handle: (ctx, { params }) => answers.approveComment(ctx, params.commentId),
    done: (ctx, { postId }) => backTo(ctx, postId, texts[ctx.locale].comments.approved),
  }),
  route(contract.removeComment, {
    handle: (ctx, { params }) => answers.removeComment(ctx, params.commentId),
    done: (ctx, { postId }) => backTo(ctx, postId, texts[ctx.locale].comments.removed),
  }),
];

const publicRoutes: readonly AnyRoute[] = [
  route(open.listPublic, {
    handle: (ctx, { params, query }) => readPublic(ctx, params.schoolUai, query.after),
    page: (ctx, list, { params }) => publicNewsView(ctx, params.schoolUai, list),
  }),
  route(open.showPublicPost, {
    handle: (ctx, { params }) => readPublicPost(ctx, params.schoolUai, params.postId),
    page: (ctx, post, { params }) => publicPostView(ctx, params.schoolUai, post),
  }),
  route(open.showRss, {
    handle: (ctx, { params }) => feedOf(ctx, params.schoolUai, 'rss'),
    page: (_ctx, feed) => feed,
  }),
  route(open.showAtom, {
    handle: (ctx, { params }) => feedOf(ctx, params.schoolUai, 'atom'),
    page: (_ctx, feed) => feed,
  }),
];

export const newsRoutes: readonly AnyRoute[] = [
  ...readingRoutes,
  ...writingRoutes,
  ...answeringRoutes,
  ...publicRoutes,
];
