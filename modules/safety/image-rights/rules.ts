import { schoolYearOf } from '../../directory/rules.ts';

/** Number of the words shown with the question (`texts.ts`): an answer keeps the number of those it was given to. Raise it with any change. */
export const TEXT_VERSION = 2;

/** First day on which an answer given on that day holds no more: it is asked again each school year. */
export const endOfAnswers = (day: string): string => `${schoolYearOf(day) + 1}-08-01`;

/** Last day on which it holds. */
export const lastDayOfAnswers = (day: string): string => `${schoolYearOf(day) + 1}-07-31`;
