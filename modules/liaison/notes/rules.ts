/** How one answers. read: nothing but the signature; the others are questions. */
export const questionKinds = ['authorisation', 'yes-no', 'choice', 'date', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** A question of a note; `options` of a choice only. */
export interface Question {
  readonly kind: QuestionKind;
  readonly label: string;
  readonly options: readonly string[];
}

/** Questions of a note at most: more is a form. */
export const MOST_QUESTIONS = 3;
/** Letters of an answer in words at most. */
export const MOST_LETTERS = 500;

export const outcomes = ['signed', 'refused'] as const;
/** refused: an authorisation was not given. */
export type Outcome = (typeof outcomes)[number];

/** What one guardian, or a child's note as a whole, has come to. */
export const states = ['waiting', 'seen', 'signed', 'refused'] as const;
export type State = (typeof states)[number];

/** One's answers, in the order of the questions; yes, no, a day (`YYYY-MM-DD`), one of the options, or words. */
export type Given = readonly string[];

/** A question that was not answered, or not as it asks. */
export type AnswerFault = { readonly rank: number; readonly code: 'liaison.answer-missing' | 'liaison.answer-long' };

/**
 * What was sent, held against the questions.
 * @param sent answers by the rank of their question, as typed
 */
export function readAnswers(
  questions: readonly Question[],
  sent: readonly (string | undefined)[],
): { readonly given: Given; readonly outcome: Outcome } | { readonly faults: readonly AnswerFault[] } {
  const faults: AnswerFault[] = [];
  const given = questions.map((question, rank) => {
    const answer = (sent[rank] ?? '').trim();
    if (!fits(question, answer)) faults.push({ rank, code: 'liaison.answer-missing' });
    else if (answer.length > MOST_LETTERS) faults.push({ rank, code: 'liaison.answer-long' });
    return answer;
  });
  if (faults.length > 0) return { faults };
  const refused = questions.some(({ kind }, rank) => kind === 'authorisation' && given[rank] === 'no');
  return { given, outcome: refused ? 'refused' : 'signed' };
}

function fits({ kind, options }: Question, answer: string): boolean {
  if (kind === 'authorisation' || kind === 'yes-no') return answer === 'yes' || answer === 'no';
  if (kind === 'choice') return options.includes(answer);
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(answer) && !Number.isNaN(Date.parse(`${answer}T00:00:00Z`));
  return answer !== '';
}

/** Whether one tap answers all: a signature alone, or one authorisation with its two buttons. */
export const isOneTap = (questions: readonly Question[]): boolean =>
  questions.length === 0 || (questions.length === 1 && questions[0]?.kind === 'authorisation');

/** Whether an answer given may still be changed on that day: until the due day, that day included; always without one. */
export const mayChange = (dueOn: string | null, today: string): boolean => dueOn === null || today <= dueOn;

/** Whether the day until which an answer was asked is over. */
export const isOverdue = (dueOn: string | null, today: string): boolean => dueOn !== null && dueOn < today;

/** Steps at which the product asks again by itself, in days before the due day. */
export const reminderSteps = { 'two-days': 2, 'one-day': 1 } as const;
export type ReminderStep = keyof typeof reminderSteps;

/**
 * The day of a reminder: so many days before the due day, or the last open day before that when families are left in peace on it.
 * @param isOpen whether something may be sent on that day
 */
export function reminderDay(dueOn: string, step: ReminderStep, isOpen: (day: string) => boolean): string {
  const first = dayBefore(dueOn, reminderSteps[step]);
  for (let back = 0; back < 21; back += 1) {
    const day = dayBefore(first, back);
    if (isOpen(day)) return day;
  }
  return first;
}

/** The steps whose day has come; none once the due day is over. */
export const stepsDue = (dueOn: string, today: string, isOpen: (day: string) => boolean): ReminderStep[] =>
  today > dueOn
    ? []
    : (Object.keys(reminderSteps) as ReminderStep[]).filter((step) => reminderDay(dueOn, step, isOpen) <= today);

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
