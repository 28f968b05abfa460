import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { newId } from '../../../platform/db/db.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { courtesyName } from '../../directory/rules.ts';
import { ReportLink } from '../../safety/index.ts';
import { approveComment, comment, removeComment } from '../contract.ts';
import { waitsForAdult } from '../policy.ts';
import type { CommentRow } from '../queries.ts';
import { texts } from '../texts.ts';
import type { ShownPost } from './post.tsx';

/** What readers said under a post, and the field to say something. */
export function Comments({ ctx, post, comments, refusal, typed }: ShownPost): ReactElement {
  const t = texts[ctx.locale].comments;
  const isPupil = waitsForAdult(ctx.actor);
  const sentences: Readonly<Record<string, string>> = texts[ctx.locale].refused;
  const code = refusal?.fields.find(({ field }) => field === 'words')?.code;
  return (
    <Section title={t.title} id="comments" aside={comments.length || undefined}>
      {comments.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <List label={t.title}>
          {comments.map((one) => (
            <Comment key={one.id} one={one} ctx={ctx} runs={post.abilities.manage === true} />
          ))}
        </List>
      )}
      {post.state === 'shown' && (
        <Form action={addressOf(comment, { postId: post.id })}>
          <Hidden name="key" value={typed?.key ?? newId()} />
          <TextArea
            name="words"
            label={isPupil ? t.fieldPupil : t.field}
            help={isPupil ? t.helpPupil : t.help}
            value={typed?.words}
            error={code ? sentences[code] : undefined}
            maxLength={1000}
            rows={2}
            required
          />
          <Actions>
            <Button variant="secondary">{t.send}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  );
}

function Comment({ one, ctx, runs }: { one: CommentRow; ctx: ShownPost['ctx']; runs: boolean }): ReactElement {
  const t = texts[ctx.locale].comments;
  const author = courtesyName(one);
  const mayRemove = runs || (one.authorId === ctx.actor.personId && !waitsForAdult(ctx.actor));
  const params = { commentId: one.id };
  return (
    <ListRow
      title={<span className="as-written">{one.words}</span>}
      subtitle={`${author} · ${instantInWords(one.writtenAt, ctx.locale)}`}
      trail={
        <>
          {one.isWaiting && <Badge tone="miel">{t.waiting}</Badge>}
          {one.isWaiting && runs && (
            <form action={addressOf(approveComment, params)} method="post">
              <Button size="small">{t.approve}</Button>
            </form>
          )}
          {one.authorId !== ctx.actor.personId && (
            <ReportLink locale={ctx.locale} place="news.comment" subject={one.id} title={author} />
          )}
          {mayRemove && (
            <form action={addressOf(removeComment, params)} method="post">
              <Button size="small" variant="secondary" aria-label={t.removeOf(author)}>
                {t.remove}
              </Button>
            </form>
          )}
        </>
      }
    />
  );
}
