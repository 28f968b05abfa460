import { recordAct } from '../../platform/audit/audit.ts';
import { notFound, refuse } from '../../platform/contract/refusal.ts';
import { newId } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { hiddenNumber, mobileNumber } from '../../platform/sms/number.ts';
import { SmsUntaken } from '../../platform/sms/sender.ts';
import { showSms, trySms } from './contract.ts';
import { housePolicy, theHouse } from './policy.ts';
import { smsPage } from './sms-page.tsx';
import { texts } from './texts-sms.ts';

function only({ actor }: SessionContext): void {
  if (!housePolicy.can(actor, 'trySms', theHouse)) notFound();
}

/** Sends one short message, outside of any transaction, and writes down that it was tried. */
async function send(ctx: SessionContext, typed: string): Promise<{ readonly number: string }> {
  only(ctx);
  if (!ctx.sms.isOn) refuse('house.sms-off');
  const to = mobileNumber(typed) ?? refuse('house.sms-number');
  const number = hiddenNumber(to);
  const failure = await ctx.sms.send({ id: newId(), to, words: texts[ctx.locale].words }).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof SmsUntaken) return error;
      throw error;
    },
  );
  const { actor, now: at, requestId } = ctx;
  await ctx.transaction((tx) =>
    recordAct(tx.db, {
      act: 'house.sms-tried',
      at,
      actorId: actor.personId,
      details: { number, outcome: failure?.code ?? 'taken' },
      requestId,
    }),
  );
  if (failure) refuse(failure.isFinal ? 'house.sms-refused' : 'house.sms-untaken');
  return { number };
}

export const smsRoutes: readonly AnyRoute[] = [
  route(showSms, {
    handle: async (ctx) => {
      only(ctx);
      return { isOn: ctx.sms.isOn };
    },
    page: (ctx) => smsPage(ctx),
  }),
  route(trySms, {
    handle: (ctx, { body }) => send(ctx, body.number),
    done: (ctx, { number }) => {
      ctx.flash(texts[ctx.locale].sent(number));
      return showSms.path;
    },
    refused: (ctx, refusal, raw) => smsPage(ctx, { number: raw.body.number, refusal }),
  }),
];
