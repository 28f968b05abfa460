import type { ReactElement } from 'react';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Checkbox } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DateField, TextField } from '../../../ui/field.tsx';
import { texts } from '../texts.ts';
import type { Filled } from './composer.tsx';

interface Extra {
  readonly filled: Filled;
  readonly locale: Locale;
  readonly errorOf: (name: string) => string | undefined;
}

/** Choices proposed before somebody needs more. */
const CHOICES = 4;

/** A question with its answers. */
export function PollFields({ filled, locale, errorOf }: Extra): ReactElement {
  const t = texts[locale].composer;
  const answers = Array.from({ length: Math.min(8, Math.max(CHOICES, filled.answers.length)) }, (_, rank) => rank);
  const isUsed =
    filled.question !== '' || filled.answers.some(Boolean) || ['question', 'answers', 'pollUntil'].some(errorOf);
  return (
    <Details summary={t.poll} open={isUsed}>
      <TextField
        name="question"
        label={t.question}
        value={filled.question}
        error={errorOf('question')}
        maxLength={200}
      />
      {answers.map((rank) => (
        <TextField
          key={rank}
          name="answers"
          idPrefix={rank === 0 ? 'field' : `answer-${rank}`}
          label={t.answer(rank + 1)}
          value={filled.answers[rank]}
          error={rank === 0 ? errorOf('answers') : undefined}
          maxLength={100}
        />
      ))}
      <Checkbox name="pollSeveral" label={t.several} checked={filled.boxes.has('pollSeveral')} />
      <DateField name="pollUntil" label={t.pollUntil} value={filled.pollUntil} error={errorOf('pollUntil')} />
    </Details>
  );
}

/** When and where something takes place. */
export function EventFields({ filled, locale, errorOf }: Extra): ReactElement {
  const t = texts[locale].composer;
  const fields = ['eventFrom', 'eventStart', 'eventUntil', 'eventEnd', 'eventPlace'] as const;
  const isUsed = fields.some((name) => filled[name] !== '' || errorOf(name));
  return (
    <Details summary={t.event} open={isUsed}>
      <DateField name="eventFrom" label={t.eventFrom} value={filled.eventFrom} error={errorOf('eventFrom')} />
      <TextField
        name="eventStart"
        type="time"
        width="short"
        label={t.eventStart}
        help={t.eventStartHelp}
        value={filled.eventStart}
        error={errorOf('eventStart')}
      />
      <DateField
        name="eventUntil"
        label={t.eventUntil}
        help={t.eventUntilHelp}
        value={filled.eventUntil}
        error={errorOf('eventUntil')}
      />
      <TextField
        name="eventEnd"
        type="time"
        width="short"
        label={t.eventEnd}
        value={filled.eventEnd}
        error={errorOf('eventEnd')}
      />
      <TextField
        name="eventPlace"
        label={t.eventPlace}
        value={filled.eventPlace}
        error={errorOf('eventPlace')}
        maxLength={120}
      />
    </Details>
  );
}
