import type { Input, SentBlob } from '../../../platform/contract/endpoint.ts';
import { Refusal } from '../../../platform/contract/refusal.ts';
import { newId } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { writtenAgain } from '../../../platform/rich-text/field.ts';
import { richTextInput } from '../../../platform/rich-text/input.ts';
import type { Block, RichText } from '../../../platform/rich-text/model.ts';
import type { ChosenPhrase } from '../../../platform/rich-text/phrase.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { receive } from '../../files/index.ts';
import { hoursPolicyOf, mayBeUrgent } from '../../notifications/index.ts';
import { instantOf } from '../../notifications/rules.ts';
import type { sendMessage as sendEndpoint } from '../contract.ts';
import { colleaguesOf, findMessage } from '../reading/open.ts';
import { answering, MOST_TEXT } from '../rules.ts';
import { personToken } from '../sending/recipients.ts';
import { findAnswered, type MessageKind, mayAnswerAll, prospectOf, sendMessage } from '../sending/send.ts';
import { signatureOf } from '../settings/own.ts';
import { texts } from '../texts.ts';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';

export type Written = Input<typeof sendEndpoint>['body'];

/** The form of a message, as it is filled. */
export interface Form {
  readonly kind: MessageKind;
  readonly of: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly find: string;
  readonly on: string;
  readonly at: string;
  readonly urgent: string;
  readonly confirmed: string;
  readonly requestKey: string;
  readonly draft: string;
  /** Files that are here already. */
  readonly files: readonly string[];
}

const readText = richTextInput({ max: MOST_TEXT, required: true });

/**
 * What a form does: send, look somebody up, keep a draft. Files that came with it are taken over first; a refusal names them
 * (details `files`), so that nobody sends them twice. @throws Refusal as `sendMessage`, with faults of its fields
 */
export async function act(ctx: SessionContext, given: Written, sent: readonly SentBlob[]) {
  const files = [...given.filesIds, ...(await receive(ctx, sent))];
  try {
    return { ...(await actWith(ctx, { ...given, filesIds: files })), files };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, { ...error.details, files, fields: { filesIds: files } }, error.fields);
  }
}

async function actWith(ctx: SessionContext, body: Written) {
  if (body.act !== 'send') {
    const id = body.draft || newId();
    await keepDraft(ctx.db, ctx.actor, draftOf(body, id), ctx.now);
    const state = ({ look: 'looked', phrases: 'phrases', save: 'draft' } as const)[body.act];
    return { id, state, people: 0, publishAt: null };
  }
  const { subject, text } = checked(body);
  const sent = await sendMessage(ctx, {
    kind: body.kind,
    repliesTo: body.of || null,
    tokens: body.to,
    subject,
    text,
    chosenAt: await chosenMoment(ctx, body),
    urgent: body.urgent || null,
    confirmed: body.confirmed === '' ? null : Number(body.confirmed),
    requestKey: body.requestKey,
    files: body.filesIds,
  });
  if (body.draft) await dropDraft(ctx.db, ctx.actor, body.draft);
  return { id: sent.id, state: sent.state, people: sent.people, publishAt: sent.publishAt };
}

const draftOf = (
  { kind, of, subject, text, to, filesIds }: Pick<Written, 'kind' | 'of' | 'subject' | 'text' | 'to' | 'filesIds'>,
  id: string,
) => ({
  id,
  kind,
  repliesTo: of || null,
  subject,
  body: text,
  recipients: to,
  files: filesIds,
});

/** Keeps what is being written; called by the page as one types. */
export const saveDraft = (
  ctx: SessionContext,
  body: Parameters<typeof draftOf>[0] & { readonly draft: string },
): Promise<void> => keepDraft(ctx.db, ctx.actor, draftOf(body, body.draft), ctx.now);

/** Every fault of subject, text and recipients at once. */
function checked(body: Written): { readonly subject: string; readonly text: RichText } {
  const parsed = readText.safeParse(body.text);
  const faults = [
    ...(body.to.length === 0 ? [{ field: 'to', code: 'messaging.nobody' }] : []),
    ...(body.subject === '' ? [{ field: 'subject', code: 'messaging.subject-missing' }] : []),
    ...(parsed.success ? [] : parsed.error.issues.map(({ message }) => ({ field: 'text', code: message }))),
    ...((body.on === '') === (body.at === '')
      ? []
      : [{ field: body.on === '' ? 'on' : 'at', code: 'messaging.when-missing' }]),
  ];
  if (faults.length > 0 || !parsed.success) throw new Refusal('platform.invalid-input', {}, faults);
  return { subject: body.subject, text: parsed.data };
}

/** The moment chosen, at the school's clock; null for at once. */
async function chosenMoment({ db, actor }: SessionContext, { on, at }: Written): Promise<Date | null> {
  if (on === '' || at === '') return null;
  const policy = await hoursPolicyOf(db, actor.places[0]?.schoolId ?? null);
  const [hours, minutes] = at.split(':').map(Number);
  return instantOf(on, (hours ?? 0) * 60 + (minutes ?? 0), policy.timeZone);
}

interface Asked extends ChosenPhrase {
  readonly to: readonly string[];
  readonly kind: MessageKind;
  readonly of: string;
  readonly draft: string;
}

/** The form as it opens: empty, an answer, something handed on, or a draft that goes on; with a ready-made phrase when one was chosen. */
export async function openForm(ctx: SessionContext, asked: Asked): Promise<Form> {
  const form = await startOf(ctx, asked);
  const phrase = await ctx.extensions.phraseBank.begin(ctx, asked);
  return phrase ? withPhrase(form, phrase) : form;
}

/** The phrase stands after what was written and before the signature; asked for twice, it stands there once. */
function withPhrase(form: Form, { title, words }: { readonly title: string; readonly words: RichText }): Form {
  const { content } = writtenAgain(form.text);
  const plain = (blocks: readonly Block[]): string => plainOf({ type: 'doc', content: blocks });
  if (plain(content).includes(plain(words.content))) return form;
  const signature = content.findIndex((block) => plain([block]).startsWith('-- '));
  const at = signature < 0 ? content.length : signature;
  const text: RichText = { type: 'doc', content: content.toSpliced(at, 0, ...words.content) };
  return { ...form, subject: form.subject || title, text: JSON.stringify(text) };
}

async function startOf(ctx: SessionContext, asked: Asked): Promise<Form> {
  const empty = { find: '', on: '', at: '', urgent: '', confirmed: '', requestKey: newId(), draft: newId(), files: [] };
  const draft = asked.draft ? await findDraft(ctx.db, ctx.actor, asked.draft) : undefined;
  if (draft) {
    const { id, kind, repliesTo, recipients, subject, body, files } = draft;
    return { ...empty, kind, of: repliesTo ?? '', to: recipients, subject, text: body, draft: id, files };
  }
  const signature = await signatureOf(ctx.db, ctx.actor);
  const signed = signature === '' ? '' : `\n\n-- \n${signature}`;
  if (asked.kind === 'new' || asked.of === '')
    return { ...empty, kind: 'new', of: '', to: asked.to, subject: '', text: signed };
  const message = await findMessage(ctx.db, ctx.actor, asked.of);
  const t = texts[ctx.locale].compose;
  if (asked.kind === 'forward') {
    const quoted = plainOf(message.body as RichText).replace(/^/gm, '> ');
    const text = `${signed}\n\n${message.author ?? texts[ctx.locale].erased}\n\n${quoted}`;
    return {
      ...empty,
      kind: 'forward',
      of: message.id,
      to: [],
      subject: answering(t.forwardPrefix, message.subject),
      text,
    };
  }
  const toAll = asked.kind === 'reply-all' && mayAnswerAll(ctx.actor, message);
  const colleagues = toAll ? await colleaguesOf(ctx.db, message.id) : [];
  const uids = [message.authorUid, ...colleagues.map(({ uid }) => uid)].filter(
    (uid) => uid !== null && uid !== ctx.actor.uid,
  );
  return {
    ...empty,
    kind: toAll ? 'reply-all' : 'reply',
    of: message.id,
    to: [...new Set(uids)].map((uid) => personToken(uid as string)),
    subject: answering(t.replyPrefix, message.subject),
    text: signed,
  };
}

/** Whom the form names and when it would leave, for the page around it. */
export async function prospectFor(ctx: SessionContext, form: Pick<Form, 'kind' | 'of' | 'to' | 'urgent'>) {
  const answered = await findAnswered(ctx.db, ctx.actor, form.kind, form.of || null);
  const prospect = await prospectOf(ctx, { tokens: form.to, urgent: null, chosenAt: null }, answered);
  return { ...prospect, mayBeUrgent: mayBeUrgent(ctx.actor, prospect.schoolIds) };
}
