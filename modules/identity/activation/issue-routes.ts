import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { findCodeHolder } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { type IssuedCode, issueActivationCode } from './issue.ts';
import * as contract from './issue-contract.ts';
import { noCodeView, sheetView } from './sheet.tsx';

export const issueRoutes: readonly AnyRoute[] = [
  route(contract.issueCode, {
    handle: (ctx, { params }) => handOver(ctx, params.personUid),
    done: (ctx, issued, { params }) => sheetView(ctx, issued, params.personUid),
    refused: (ctx, refusal, { params }) => {
      if (!refusal.code.startsWith('identity.')) throw refusal;
      return noCodeView(ctx, refusal, params.personUid ?? '');
    },
  }),
];

/** A new code for somebody whom the actor may hand one; anybody else does not exist. */
async function handOver(ctx: SessionContext, personUid: string): Promise<IssuedCode> {
  byThemselves(ctx);
  const holder = await findCodeHolder(ctx, personUid);
  if (!holder) notFound();
  return ctx.transaction((tx) =>
    issueActivationCode(tx.db, {
      personId: holder.personId,
      issuedBy: ctx.actor.personId,
      now: ctx.now,
      pepper: ctx.keys.pepper,
      onlyFirst: !holder.mayReissue,
      requestId: ctx.requestId,
    }),
  );
}
