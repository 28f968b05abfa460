import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { mayHoldArrival } from '../federation/links/arrival.ts';
import { listWays } from '../federation/links/contract.ts';
import { audienceOf } from '../sessions/kinds.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { type Choice, choiceView, codeView, proofView } from './pages.tsx';

export const activationRoutes: readonly AnyRoute[] = [
  route(contract.showActivation, {
    handle: async () => ({}),
    page: (ctx) => codeView({ ctx }),
  }),
  route(contract.enterCode, {
    handle: async (ctx, { body }) => {
      await commands.enterCode(ctx, body.code);
      return {};
    },
    done: () => contract.showProof.path,
    refused: (ctx, refusal, { body }) => codeView({ ctx, refusal, typed: body.code }),
  }),
  route(contract.scanCode, {
    handle: async (ctx, { params }) => {
      await commands.enterCode(ctx, params.code);
      return {};
    },
    page: () => contract.showProof.path,
    refused: (ctx, refusal) => codeView({ ctx, refusal }),
  }),
  route(contract.showProof, {
    handle: async (ctx) => {
      const newcomer = await commands.findNewcomer(ctx);
      return { proof: newcomer?.proof ?? null, young: newcomer !== undefined && isYoung(newcomer) };
    },
    page: (ctx, { proof, young }) => (proof ? proofView({ ctx, proof, young }) : contract.showActivation.path),
  }),
  route(contract.giveProof, {
    handle: async (ctx, { body }) => {
      await commands.giveProof(ctx, body.proof);
      return {};
    },
    done: () => contract.showChoice.path,
    refused: async (ctx, refusal) => {
      const newcomer = await commands.findNewcomer(ctx);
      if (!newcomer?.proof || isOver(refusal)) return codeView({ ctx, refusal });
      return proofView({ ctx, refusal, proof: newcomer.proof, young: isYoung(newcomer) });
    },
  }),
  route(contract.showChoice, {
    handle: async (ctx) => ({ choice: choiceOf(await commands.findNewcomer(ctx)) }),
    page: (ctx, { choice }) => (choice ? choiceView({ ctx, choice }) : contract.showActivation.path),
  }),
  route(contract.choosePassword, {
    handle: async (ctx, { body }) => {
      await commands.choosePassword(ctx, body);
      return {};
    },
    // Who came from an outside provider without an account to link is shown it now.
    done: (ctx) => (mayHoldArrival(ctx) ? listWays.path : '/'),
    refused: (ctx, refusal, { body }) => refusedChoice(ctx, refusal, body.email),
  }),
];

async function refusedChoice(ctx: Context, refusal: Refusal, email: string | undefined): Promise<View> {
  const choice = choiceOf(await commands.findNewcomer(ctx));
  return choice && !isOver(refusal) ? choiceView({ ctx, refusal, choice, email }) : codeView({ ctx, refusal });
}

/** The code itself is no longer good: back to the first step. */
const isOver = ({ code }: Refusal): boolean => code === 'identity.pass-over' || code.startsWith('identity.code-');

const isYoung = ({ known }: commands.Newcomer): boolean => audienceOf(known.actor) !== 'adult';

function choiceOf(newcomer: commands.Newcomer | undefined): Choice | null {
  if (!newcomer?.pass.provedAt) return null;
  const { actor } = newcomer.known;
  return {
    login: newcomer.login,
    givenName: actor.givenName ?? actor.displayName,
    audience: audienceOf(actor),
    issuer: newcomer.issuer,
    isBack: newcomer.isBack,
  };
}
