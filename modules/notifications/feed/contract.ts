import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** `2026-11-24T07:00:00.000Z_<uuid>`: where the page before ended. */
const cursor = z
  .string()
  .max(80)
  .transform((given, check) => {
    const [at = '', id = ''] = given.split('_');
    if (z.iso.datetime().safeParse(at).success && z.uuid().safeParse(id).success) return { at: new Date(at), id };
    check.addIssue({ code: 'custom', message: 'platform.invalid-input' });
    return z.NEVER;
  });

export const showFeed = endpoint({
  name: 'notifications.showFeed',
  method: 'GET',
  path: '/feed',
  summary: 'What the person who asks was told, the newest first, twenty at a time.',
  access: 'session',
  personal: true,
  query: z.object({
    child: z.string().max(20).optional(),
    school: z.string().max(20).optional(),
    kind: z
      .string()
      .regex(/^[a-z-]+\.[a-z-]+$/)
      .max(60)
      .optional(),
    before: cursor.optional(),
  }),
  answer: z.object({
    entries: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        title: z.string(),
        words: z.string(),
        authorName: z.string().nullable(),
        urgent: z.string().nullable(),
        isTodo: z.boolean(),
        isDone: z.boolean(),
        publishedAt: z.date(),
      }),
    ),
    /** Give it back as `before` to read on; null at the end. */
    next: z.string().nullable(),
  }),
});

export const openEntry = endpoint({
  name: 'notifications.openEntry',
  method: 'GET',
  path: '/feed/:entryId',
  summary: 'Leads to what an entry is about; from then on it counts as seen.',
  access: 'session',
  personal: true,
  params: z.object({ entryId: z.uuid() }),
  answer: z.object({ href: z.string() }),
});

export const markSeen = endpoint({
  name: 'notifications.markSeen',
  method: 'POST',
  path: '/feed/seen',
  summary: 'Counts everything told so far as seen; what is to be done goes on waiting.',
  access: 'session',
  answer: z.object({}),
});

export const countUnread = endpoint({
  name: 'notifications.countUnread',
  method: 'GET',
  path: '/feed/unread',
  summary: 'How many things wait for the person who asks, by destination; a hundred means more.',
  access: 'session',
  personal: true,
  answer: z.object({
    counts: z.record(z.string(), z.object({ count: z.number().int(), label: z.string() })),
  }),
});
