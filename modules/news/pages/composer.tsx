import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox, CheckboxGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { RichTextField } from '../../../ui/rich-text-field.tsx';
import type { AudienceChoice } from '../../directory/index.ts';
import type { FileShown } from '../../files/index.ts';
import { SendButton, SendNote, UrgentFields } from '../../notifications/index.ts';
import type { HoursPolicy, Publication } from '../../notifications/rules.ts';
import { changePost, keepDraft, showComposer, showPost, writePost } from '../contract.ts';
import type { Child } from '../pictures.ts';
import { texts } from '../texts.ts';
import { errorsOf } from './errors.ts';
import { EventFields, PollFields } from './extras.tsx';
import { PictureFields } from './picture-fields.tsx';

/** What the fields hold when the page opens: what was typed, or what is kept. */
export interface Filled {
  readonly key: string;
  readonly title: string;
  readonly text: RichText | string;
  readonly to: readonly string[];
  readonly picturesAlt: string;
  readonly pictured: string;
  readonly children: readonly string[];
  readonly names: string;
  readonly filesIds: readonly string[];
  readonly publishOn: string;
  readonly publishTime: string;
  readonly until: string;
  readonly urgent: string;
  readonly boxes: ReadonlySet<string>;
  readonly question: string;
  readonly answers: readonly string[];
  readonly pollUntil: string;
  readonly eventFrom: string;
  readonly eventStart: string;
  readonly eventUntil: string;
  readonly eventEnd: string;
  readonly eventPlace: string;
}

export interface Composer {
  readonly ctx: SessionContext;
  readonly audiences: readonly AudienceChoice[];
  readonly filled: Filled;
  readonly publication: Publication;
  readonly policy: HoursPolicy;
  /** The post that is changed; null for a new one. `isShown`: its readers have it. */
  readonly post: { readonly id: string; readonly isShown: boolean; readonly isWaiting: boolean } | null;
  /** Files that are here already. */
  readonly held: readonly FileShown[];
  /** The children of the circles; null when they are too many to be listed. */
  readonly children: readonly Child[] | null;
  readonly mayBeUrgent: boolean;
  readonly mayBePublic: boolean;
  readonly refusal?: Refusal | undefined;
}

/** The form of a post: for whom, what, pictures, and on demand what else it may be. */
export function composerView(composer: Composer): View {
  const t = texts[composer.ctx.locale].composer;
  const title = composer.post ? t.change : t.title;
  return {
    title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader title={title} />
        {composer.audiences.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.noPlace} level={2} />
        ) : (
          <>
            <Phrases {...composer} />
            <Fields {...composer} />
          </>
        )}
      </>
    ),
  };
}

/** The way to a ready-made phrase, as long as nothing was written. */
function Phrases({ ctx, filled, post, refusal }: Composer): ReactElement | null {
  const to = new URLSearchParams(filled.to.slice(0, 12).map((key) => ['to', key]));
  const phrases = ctx.extensions.phraseBank.pageFor(ctx, `${showComposer.path}?${to}`);
  if (!phrases || post || refusal) return null;
  return (
    <div className="cluster">
      <LinkButton variant="secondary" icon="languages" href={phrases.href}>
        {phrases.label}
      </LinkButton>
      {phrases.detail}
    </div>
  );
}

/** Circles in sight before the others are folded away. */
const IN_SIGHT = 6;

function Fields(composer: Composer): ReactElement {
  const { ctx, filled, post, publication, policy } = composer;
  const { locale } = ctx;
  const t = texts[locale].composer;
  const errors = errorsOf(ctx, composer.refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return (
    <Form
      action={post ? addressOf(changePost, { postId: post.id }) : writePost.path}
      draft={post ? undefined : keepDraft.path}
      multipart
    >
      <FormErrors errors={errors} />
      <Hidden name="key" value={filled.key} />
      <Audiences {...composer} error={errorOf('to')} />
      <TextField
        name="title"
        label={t.titleField}
        help={t.titleHelp}
        value={filled.title}
        error={errorOf('title')}
        maxLength={120}
      />
      <RichTextField name="text" label={t.text} value={filled.text} error={errorOf('text')} max={20_000} />
      <PictureFields {...composer} errorOf={errorOf} />
      <PollFields filled={filled} locale={locale} errorOf={errorOf} />
      <EventFields filled={filled} locale={locale} errorOf={errorOf} />
      <Options {...composer} errorOf={errorOf} />
      {composer.mayBeUrgent && !post?.isShown && (
        <UrgentFields locale={locale} value={filled.urgent} error={errorOf('urgent')} />
      )}
      {post?.isShown ? (
        <Actions>
          <Button name="do" value="publish">
            {t.save}
          </Button>
        </Actions>
      ) : (
        <>
          <SendNote locale={locale} publication={publication} policy={policy} />
          <Actions>
            <SendButton
              locale={locale}
              now={ctx.now}
              publication={publication}
              policy={policy}
              verb="publish"
              name="do"
              value="publish"
            />
            <Button variant="secondary" name="do" value="draft">
              {t.draft}
            </Button>
          </Actions>
        </>
      )}
    </Form>
  );
}

function Audiences({ ctx, audiences, filled, error }: Composer & { readonly error: string | undefined }): ReactElement {
  const t = texts[ctx.locale].composer;
  const chosen = new Set(filled.to);
  // What is ticked stays in sight, then what is nearest.
  const ordered = [...audiences].sort((a, b) => Number(chosen.has(b.key)) - Number(chosen.has(a.key)));
  const option = ({ key, label, people }: AudienceChoice) => ({
    value: key,
    label,
    ...(people === null ? {} : { hint: t.people(people) }),
  });
  const inSight = Math.max(IN_SIGHT, chosen.size);
  const rest = ordered.slice(inSight);
  return (
    <>
      <CheckboxGroup
        name="to"
        label={t.to}
        help={t.toHelp}
        values={filled.to}
        options={ordered.slice(0, inSight).map(option)}
        error={error}
        required
      />
      {rest.length > 0 && (
        <Details summary={t.toMore}>
          <CheckboxGroup name="to" idPrefix="more" label={t.toMore} options={rest.map(option)} />
        </Details>
      )}
    </>
  );
}

function Options({
  ctx,
  filled,
  post,
  mayBePublic,
  errorOf,
}: Composer & { readonly errorOf: (name: string) => string | undefined }): ReactElement {
  const t = texts[ctx.locale].composer;
  const fields = ['until', 'publishOn', 'publishTime', 'isPublic'];
  const isUsed = filled.boxes.size > 0 || filled.until !== '' || filled.publishOn !== '' || fields.some(errorOf);
  return (
    <Details summary={t.options} open={isUsed}>
      <Checkbox name="asksReading" label={t.asksReading} checked={filled.boxes.has('asksReading')} />
      <Checkbox name="reactions" label={t.reactions} checked={filled.boxes.has('reactions')} />
      <Checkbox name="comments" label={t.comments} checked={filled.boxes.has('comments')} />
      {mayBePublic && (
        <Checkbox
          name="isPublic"
          label={t.isPublic}
          checked={filled.boxes.has('isPublic')}
          error={errorOf('isPublic')}
        />
      )}
      {!post?.isShown && (
        <>
          <DateField name="publishOn" label={t.publishOn} value={filled.publishOn} error={errorOf('publishOn')} />
          <TextField
            name="publishTime"
            type="time"
            width="short"
            label={t.publishTime}
            value={filled.publishTime}
            error={errorOf('publishTime')}
          />
        </>
      )}
      <DateField name="until" label={t.until} value={filled.until} error={errorOf('until')} />
    </Details>
  );
}

/** Where a form leads once it was accepted. */
export const afterForm = (id: string): string => addressOf(showPost, { postId: id });
