import { Readable } from 'node:stream';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { labelsOf } from '../../directory/index.ts';
import { attachedBytes } from '../../files/index.ts';
import { NOTIFICATION } from '../notices.ts';
import { boxNumber } from '../reading/read.ts';
import { isOwnBox, refuseIfReadingStopped } from '../reading/stopped.ts';
import { texts } from '../texts.ts';
import * as contract from './contract.ts';
import { asMail, asMbox, letterById, lettersOf, type Surroundings } from './letters.ts';

const around = ({ db, locale, publicUrl }: SessionContext): Surroundings => ({
  publicUrl,
  labelsOf: (keys) => labelsOf(db, keys, locale),
  erased: texts[locale].erased,
});

/** A name for a file: no sign that a system of files would take for its own. */
const fileName = (words: string): string =>
  words
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80) || 'message';

export const takingAwayRoutes: readonly AnyRoute[] = [
  route(contract.takeBox, {
    handle: async (ctx, { query }) => {
      if (!isOwnBox(query.box)) await refuseIfReadingStopped(ctx);
      return { box: query.box };
    },
    download: (ctx, { box }) => {
      const letters = lettersOf(ctx.db, ctx.actor, box === 'sent' ? null : boxNumber(box));
      return {
        name: `${fileName(texts[ctx.locale].boxes[box as 'inbox'] ?? box)}.mbox`,
        type: 'application/mbox',
        content: Readable.from(asMbox(letters, around(ctx))),
      };
    },
  }),
  route(contract.takeMessage, {
    handle: async (ctx, { params }) => {
      const letter = (await letterById(ctx.db, ctx.actor, params.messageId)) ?? notFound();
      if (!letter.isOwn) await refuseIfReadingStopped(ctx);
      const attached = await attachedBytes(ctx, NOTIFICATION, letter.id);
      return { subject: letter.subject, mail: await asMail(letter, around(ctx), attached) };
    },
    download: (_ctx, { subject, mail }) => ({
      name: `${fileName(subject)}.eml`,
      type: 'message/rfc822',
      content: mail,
    }),
  }),
];
