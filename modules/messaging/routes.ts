import { addressOf } from '../../platform/contract/endpoint.ts';
import type { Refusal } from '../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../platform/http/route.ts';
import { heldFiles } from '../files/index.ts';
import * as contract from './contract.ts';
import { audienceChoices } from './group-lists/lists.ts';
import { composerView, errorsOf } from './pages/compose.tsx';
import { listView } from './pages/list.tsx';
import { threadView } from './pages/thread.tsx';
import { markCopies, moveCopies } from './reading/move.ts';
import { findMessage } from './reading/open.ts';
import { boxNumber, readList, readThread } from './reading/read.ts';
import { isOwnBox, refuseIfReadingStopped } from './reading/stopped.ts';
import { cancelWaiting, recallMessage } from './sending/take-back.ts';
import { blockAuthor } from './settings/own.ts';
import { preferenceRoutes } from './settings/routes.ts';
import { texts } from './texts.ts';
import { act, type Form, openForm, prospectFor, saveDraft } from './writing/compose.ts';
import { dropDraft } from './writing/drafts.ts';
import { foretell } from './writing/foretell.ts';
import { asChoice, lookFor, proposed } from './writing/look.ts';

/** Routes with a fixed second part come before those by id. */
export const messagingRoutes: readonly AnyRoute[] = [
  route(contract.listMessages, {
    handle: async (ctx, { query }) => {
      if (query.q !== '' || !isOwnBox(query.box)) await refuseIfReadingStopped(ctx);
      const list = await readList(ctx, query);
      return { ...list, messages: list.messages.map((line) => ({ ...line, urgent: line.urgent as null })) };
    },
    page: (ctx, list, { query }) => listView({ ctx, list, query }),
  }),
  route(contract.showComposer, {
    handle: async (ctx, { query }) => {
      if (query.of !== '') await refuseIfReadingStopped(ctx);
      return {};
    },
    page: async (ctx, _, { query }) => showForm(ctx, await openForm(ctx, query), query),
  }),
  route(contract.sendMessage, {
    handle: (ctx, { body, files }) => act(ctx, body, files ?? []),
    done: async (ctx, answer, { body }) => {
      const t = texts[ctx.locale].compose;
      // What was typed is a draft by now: the page that shows who was found has an address of its own.
      if (answer.state === 'looked')
        return addressOf(contract.showComposer, {}, { draft: answer.id ?? '', find: body.find });
      if (answer.state === 'phrases') {
        const form = addressOf(contract.showComposer, {}, { draft: answer.id ?? '' });
        return ctx.extensions.phraseBank.pageFor(ctx, form)?.href ?? form;
      }
      if (answer.state === 'draft') {
        ctx.flash(t.saved);
        return addressOf(contract.listMessages, {}, { box: 'drafts' });
      }
      ctx.flash(answer.state === 'sent' ? t.sent(answer.people) : t.willLeave);
      if (answer.state !== 'sent') return addressOf(contract.showMessage, { messageId: answer.id ?? '' });
      return body.of && body.kind !== 'forward'
        ? addressOf(contract.showMessage, { messageId: body.of })
        : addressOf(contract.listMessages, {}, { box: 'sent' });
    },
    refused: (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || errorsOf(ctx, refusal).length === 0) throw refusal;
      return showForm(ctx, formOfRaw(raw, refusal), { refusal });
    },
  }),
  route(contract.saveDraft, {
    handle: async (ctx, { body }) => {
      await saveDraft(ctx, body);
      return { savedAt: ctx.now, href: addressOf(contract.showComposer, {}, { draft: body.draft }) };
    },
  }),
  route(contract.dropDraft, {
    handle: async (ctx, { params }) => {
      await dropDraft(ctx.db, ctx.actor, params.draftId);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].compose.dropped);
      return contract.listMessages.path;
    },
  }),
  route(contract.actOnMessages, {
    handle: async (ctx, { body }) => ({ moved: await actOn(ctx, body.ids, body.act) }),
    done: (ctx, { moved }, { body }) => {
      ctx.flash(texts[ctx.locale].moved(moved));
      return body.back.startsWith(`${contract.listMessages.path}?`) || body.back === ''
        ? body.back || contract.listMessages.path
        : contract.listMessages.path;
    },
  }),
  route(contract.findRecipients, {
    handle: async (ctx, { query }) => ({ recipients: await lookFor(ctx, query.q) }),
  }),
  route(contract.foretellMessage, { handle: (ctx, { query }) => foretell(ctx, query) }),
  ...preferenceRoutes,
  route(contract.showMessage, {
    handle: async (ctx, { params }) => {
      const thread = await readThread(ctx, params.messageId);
      return {
        ...thread,
        messages: thread.messages.map((message) => ({ ...message, urgent: message.urgent as null })),
        thread,
      };
    },
    page: (ctx, { thread }) => threadView({ ctx, thread }),
  }),
  route(contract.recallMessage, {
    handle: (ctx, { params }) => recallMessage(ctx, params.messageId),
    done: (ctx, { read }, { params }) => {
      ctx.flash(texts[ctx.locale].thread.recalled(read));
      return addressOf(contract.showMessage, params);
    },
  }),
  route(contract.cancelMessage, {
    handle: async (ctx, { params }) => ({ draft: await cancelWaiting(ctx, params.messageId) }),
    done: (ctx, { draft }) => {
      ctx.flash(texts[ctx.locale].thread.cancelled);
      return addressOf(contract.showComposer, {}, { draft });
    },
  }),
  route(contract.blockAuthor, {
    handle: async (ctx, { params }) => {
      const message = await findMessage(ctx.db, ctx.actor, params.messageId);
      await blockAuthor(ctx.db, ctx.actor, message, ctx.now);
      return {};
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].thread.blocked);
      return contract.listMessages.path;
    },
  }),
];

/** Moves copies, or marks them. */
function actOn(ctx: SessionContext, ids: readonly string[], what: string): Promise<number> {
  if (what === 'read' || what === 'unread') return markCopies(ctx.db, ctx.actor, ids, what === 'read' ? ctx.now : null);
  return moveCopies(ctx.db, ctx.actor, ids, boxNumber(what), ctx.now);
}

/** The form with whom it would reach and when, and with what was looked up. */
async function showForm(
  ctx: SessionContext,
  form: Form,
  {
    find = '',
    near = [],
    refusal,
  }: { readonly find?: string; readonly near?: readonly string[]; readonly refusal?: Refusal } = {},
) {
  const count = texts[ctx.locale].people;
  const [prospect, audiences, found, proposals, held] = await Promise.all([
    prospectFor(ctx, form),
    audienceChoices(ctx),
    find === '' ? null : lookFor(ctx, find),
    near.length === 0 ? [] : proposed(ctx, near),
    heldFiles(ctx.db, ctx.actor.personId, form.files),
  ]);
  const choices = audiences.map((audience) =>
    asChoice(audience, audience.people === null ? '' : count(audience.people)),
  );
  return composerView({ ctx, form, prospect, audiences: choices, found, near: proposals, held, refusal });
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The form as it was sent, whatever was in it. */
function formOfRaw({ body, several }: Raw, { details }: Refusal): Form {
  const kind = contract.kinds.find((known) => known === body.kind) ?? 'new';
  return {
    kind,
    of: ID.test(body.of ?? '') ? (body.of ?? '') : '',
    to: several.to ?? [],
    subject: body.subject ?? '',
    text: body.text ?? '',
    find: '',
    on: body.on ?? '',
    at: body.at ?? '',
    urgent: body.urgent ?? '',
    confirmed: body.confirmed ?? '',
    requestKey: body.requestKey ?? '',
    draft: body.draft ?? '',
    files: Array.isArray(details.files) ? (details.files as string[]) : (several.filesIds ?? []),
  };
}
