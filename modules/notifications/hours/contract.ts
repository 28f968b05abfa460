import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** default: the platform's own (20:00 to 7:00, week-ends). evening: calmer evenings, 18:00 to 8:00. fine: as the person says. */
export const hourChoices = ['default', 'evening', 'fine'] as const;

/** Full hours from which peace may begin, and at which it may end, as `HH:MM`: never less than the platform's. */
export const quietFromChoices = ['17:00', '17:30', '18:00', '18:30', '19:00', '19:30', '20:00'] as const;
export const quietUntilChoices = ['07:00', '07:30', '08:00', '08:30', '09:00', '10:00', '12:00'] as const;

/** Week days that may be quiet as a whole: 1 Monday to 5 Friday. Saturday and Sunday always are. */
export const quietDayChoices = ['1', '2', '3', '4', '5'] as const;

export const showHours = endpoint({
  name: 'notifications.showHours',
  method: 'GET',
  path: '/account/hours',
  summary: 'When the person who asks is left in peace.',
  access: 'session',
  answer: z.object({
    from: z.string(),
    until: z.string(),
    days: z.array(z.number().int()),
    chosen: z.enum(hourChoices),
  }),
});

export const chooseHours = endpoint({
  name: 'notifications.chooseHours',
  method: 'POST',
  path: '/account/hours',
  summary: 'Chooses when the person who asks is left in peace; never less than the platform says.',
  access: 'session',
  body: z.object({
    hours: z.enum(hourChoices, 'notifications.hours-missing'),
    from: z.enum(quietFromChoices).default('20:00'),
    until: z.enum(quietUntilChoices).default('07:00'),
    days: z.preprocess(
      (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
      z.array(z.enum(quietDayChoices)).max(5),
    ),
  }),
  answer: z.object({}),
});
