import { X509Certificate } from 'node:crypto';
import { notFound } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../../platform/http/route.ts';
import { keysFor } from '../keys.ts';
import { turnedUses, turnKey } from '../turn.ts';
import * as contract from './contract.ts';
import { certificatesView, isJustPrepared } from './page.tsx';
import { certificatePolicy } from './policy.ts';
import { texts } from './texts.ts';

/** The operator's page of our own certificates. */
export const certificateRoutes: readonly AnyRoute[] = [
  route(contract.listCertificates, {
    handle: async (ctx) => {
      forTurners(ctx);
      return { uses: await Promise.all(turnedUses.map(async (use) => ({ use, certificates: await shown(ctx, use) }))) };
    },
    page: (ctx, { uses }) => certificatesView(ctx, uses),
  }),
  route(contract.turnCertificate, {
    handle: async (ctx, { params: { use, step }, body }) => {
      forTurners(ctx);
      if (
        step === 'pass' &&
        body.everybody !== 'yes' &&
        (await shown(ctx, use)).some((one) => isJustPrepared(one, ctx))
      )
        return { turned: 'too-soon' as const };
      const published = await turnKey(ctx, use, step, ctx.actor.personId);
      return { turned: published ? ('yes' as const) : ('nothing' as const) };
    },
    done: (ctx, { turned }, { params: { step } }) => {
      const t = texts[ctx.locale];
      ctx.flash(turned === 'yes' ? t.turned[step] : turned === 'nothing' ? t.nothing : t.tooSoon);
      return contract.listCertificates.path;
    },
  }),
];

/** For those who turn no certificate the page does not exist. */
function forTurners({ actor }: SessionContext): void {
  if (!certificatePolicy.can(actor, 'turn', null)) notFound();
}

async function shown(ctx: SessionContext, use: (typeof turnedUses)[number]): Promise<contract.ShownCertificate[]> {
  const { current, published } = await keysFor(ctx, use);
  return published.flatMap((key) => {
    if (key.certificate === null) return [];
    const { fingerprint256, validToDate } = new X509Certificate(key.certificate);
    const state = key === current ? 'current' : key.activeFrom === null ? 'prepared' : 'former';
    const { kid, madeAt, activeFrom } = key;
    return [{ kid, state, fingerprint: fingerprint256, madeAt, activeFrom, validUntil: validToDate }];
  });
}
