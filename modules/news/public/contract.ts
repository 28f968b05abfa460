import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { richTextAnswer } from '../../../platform/rich-text/input.ts';
import { event, mark } from '../contract.ts';

/* What anybody may read of a school, without a session. */

const uai = z.string().regex(/^[0-9]{7}[A-Z]$/);

const publicPost = z.object({
  id: z.uuid(),
  heading: z.string(),
  words: z.string(),
  publishAt: z.date(),
  changedAt: z.date(),
});
export const listPublic = endpoint({
  name: 'news.listPublic',
  method: 'GET',
  path: '/s/:schoolUai/news',
  summary: 'The public news of a school, the newest first.',
  access: 'public',
  params: z.object({ schoolUai: uai }),
  query: z.object({ after: mark }),
  answer: z.object({ name: z.string(), posts: z.array(publicPost), next: z.string().nullable() }),
});

export const showPublicPost = endpoint({
  name: 'news.showPublicPost',
  method: 'GET',
  path: '/s/:schoolUai/news/:postId',
  summary: 'A public post of a school.',
  access: 'public',
  params: z.object({ schoolUai: uai, postId: z.uuid() }),
  answer: publicPost.extend({ name: z.string(), body: richTextAnswer.nullable(), event: event.nullable() }),
});

const feed = (name: string, path: string, sentence: string) =>
  endpoint({
    name: `news.${name}`,
    method: 'GET',
    path,
    summary: sentence,
    access: 'public',
    params: z.object({ schoolUai: uai }),
    answer: z.object({ text: z.string() }),
    api: false,
  });
export const showRss = feed('showRss', '/s/:schoolUai/news.rss', 'The public news of a school as RSS 2.0.');
export const showAtom = feed('showAtom', '/s/:schoolUai/news.atom', 'The public news of a school as Atom.');
