import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { vote } from '../contract.ts';
import { dayBefore } from '../rules.ts';
import { texts } from '../texts.ts';
import type { Post } from './post.tsx';

interface PollProps {
  readonly post: Post;
  readonly poll: NonNullable<Post['poll']>;
  readonly ctx: SessionContext;
  readonly refusal?: Refusal | undefined;
}

/** The question of a post: its form while it is open, its results once they say nothing of anybody. */
export function Poll({ post, poll, ctx, refusal }: PollProps): ReactElement {
  const t = texts[ctx.locale].post;
  const isOpen = post.state === 'shown' && !poll.isClosed;
  return (
    <Section title={poll.question} id="poll">
      {isOpen ? <Answering post={post} poll={poll} ctx={ctx} refusal={refusal} /> : poll.isClosed && <p>{t.closed}</p>}
      <p>{t.votes(poll.voters)}</p>
      {poll.counts ? (
        <div className="stack">
          {poll.options.map((option, rank) => (
            <Progress
              key={option}
              label={option}
              value={poll.counts?.[rank] ?? 0}
              max={Math.max(poll.voters, 1)}
              text={String(poll.counts?.[rank] ?? 0)}
            />
          ))}
        </div>
      ) : (
        <p>{t.fewVotes}</p>
      )}
    </Section>
  );
}

function Answering({ post, poll, ctx, refusal }: PollProps): ReactElement {
  const t = texts[ctx.locale];
  const options = poll.options.map((label, rank) => ({ value: String(rank), label }));
  const own = poll.own.map(String);
  const shown = {
    name: 'choice',
    label: poll.several ? t.post.severalChoices : t.post.oneChoice,
    help: poll.closesOn ? t.post.closes(dayInWords(dayBefore(poll.closesOn), ctx.locale)) : undefined,
    error: refusal?.code === 'news.choice-missing' ? t.refused['news.choice-missing'] : undefined,
    options,
  };
  return (
    <Form action={addressOf(vote, { postId: post.id })}>
      {poll.several ? <CheckboxGroup {...shown} values={own} /> : <RadioGroup {...shown} value={own[0]} />}
      <Actions>
        <Button variant={own.length > 0 ? 'secondary' : 'primary'}>
          {own.length > 0 ? t.post.voteAgain : t.post.vote}
        </Button>
      </Actions>
    </Form>
  );
}
