import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Storage } from '../../platform/blobs/storage.ts';
import { endpoint } from '../../platform/contract/endpoint.ts';
import { newId } from '../../platform/db/db.ts';
import { route } from '../../platform/http/route.ts';
import type { FileGate, Module } from '../../platform/module.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { attach, attachmentsOf, FileField, fileRefusals, fileUploads, heldIds, receive, release } from './index.ts';

/** A board of the test's own: who knows the word of a subject may read what hangs on it, as another module would say it by its rules. */
export function boardModule(mayRead: FileGate['mayRead']): Module {
  const post = endpoint({
    name: 'board.post',
    method: 'POST',
    path: '/board',
    summary: 'A form with files, of the test.',
    access: 'session',
    uploads: fileUploads(['files'], { most: 3, maxBytes: 2_000_000 }),
    body: z.object({ words: z.string().default(''), filesIds: heldIds, school: z.string().optional() }),
    answer: z.object({ subject: z.string(), files: z.array(z.unknown()), words: z.string() }),
    refusals: fileRefusals,
  });
  const show = endpoint({
    name: 'board.show',
    method: 'GET',
    path: '/board',
    summary: 'The form, of the test.',
    access: 'session',
    answer: z.object({}),
  });
  const drop = endpoint({
    name: 'board.drop',
    method: 'POST',
    path: '/board/:subject/drop',
    summary: 'Takes it away, of the test.',
    access: 'session',
    params: z.object({ subject: z.uuid() }),
    answer: z.object({}),
  });
  return {
    manifest: { name: 'board', label: 'Tableau', level: 3, dependsOn: ['files'], purpose: 'A double of a module.' },
    fileGates: [{ place: 'board.post', mayRead }],
    routes: [
      route(show, {
        handle: async () => ({}),
        page: ({ locale }) => ({
          title: 'Tableau',
          shell: 'app',
          body: (
            <>
              <PageHeader title="Tableau" />
              <Form action="/board" multipart fullLoad>
                <FileField label="Pièces jointes" locale={locale} most={3} photos />
                <Button>Publier</Button>
              </Form>
            </>
          ),
        }),
      }),
      route(post, {
        async handle(ctx, { body, files }) {
          const schoolId = body.school;
          const fileIds = [...body.filesIds, ...(await receive(ctx, files, schoolId))];
          const subject = newId();
          await ctx.transaction((tx) =>
            attach(tx, {
              fileIds,
              holder: ctx.actor.personId,
              place: 'board.post',
              subject,
              schoolId: schoolId ?? null,
              at: ctx.now,
            }),
          );
          const shown = await attachmentsOf(ctx.db, 'board.post', [subject]);
          return { subject, files: [...(shown.get(subject) ?? [])], words: body.words };
        },
        done: (_ctx, { subject, files, words }) => ({
          type: 'application/json; charset=utf-8',
          text: JSON.stringify({ subject, files, words }),
        }),
      }),
      route(drop, {
        async handle(ctx, { params }) {
          await ctx.transaction((tx) => release(tx, 'board.post', [params.subject], { at: ctx.now }));
          return {};
        },
        done: () => '/',
      }),
    ],
  };
}

export async function keysIn({ blobs }: Storage): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of blobs.keysBefore(new Date('2999-01-01'))) keys.push(key);
  return keys.sort();
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
