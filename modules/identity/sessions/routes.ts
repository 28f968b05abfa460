import { notFound } from '../../../platform/contract/refusal.ts';
import { sql } from '../../../platform/db/db.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { byThemselves } from '../accounts/guards.ts';
import { listConnections } from '../connections/contract.ts';
import { connectionsView } from '../connections/page.tsx';
import { readConnections } from '../connections/read.ts';
import * as contract from './contract.ts';
import { endSessions, endSessionsOf } from './end.ts';
import { sessionsView } from './page.tsx';
import { openSessions } from './queries.ts';
import { texts } from './texts.ts';

export const sessionRoutes: readonly AnyRoute[] = [
  route(contract.renewSession, {
    // The request itself has moved the end: authenticate did it, and the answer says until when.
    handle: async (ctx) => ({ expiresAt: ctx.session.expiresAt }),
  }),
  route(contract.listSessions, {
    handle: async (ctx) => {
      byThemselves(ctx);
      const sessions = await openSessions(ctx.db, ctx.actor.personId, ctx.now);
      return { sessions: sessions.map((session) => ({ ...session, current: session.id === ctx.session.id })) };
    },
    page: (ctx, { sessions }) => sessionsView(ctx, sessions),
  }),
  route(listConnections, { handle: readConnections, page: connectionsView }),
  route(contract.endSession, {
    handle: async (ctx, { params }) => {
      byThemselves(ctx);
      await ctx.transaction(async (tx) => {
        const own = sql`s.id = ${params.sessionId} and s.person_id = ${ctx.actor.personId}`;
        if ((await endSessions(tx, ctx.now, own)).length === 0) notFound();
      });
      return { ended: true };
    },
    done: (ctx) => {
      ctx.flash(texts[ctx.locale].ended);
      return contract.listSessions.path;
    },
  }),
  route(contract.signOutEverywhere, {
    handle: async (ctx) => {
      byThemselves(ctx);
      const { personId } = ctx.actor;
      const ended = await ctx.transaction((tx) => endSessionsOf(tx, ctx.now, personId, ctx.session.id));
      return { ended: ended.length };
    },
    done: (ctx, { ended }) => {
      ctx.flash(texts[ctx.locale].othersEnded(ended));
      return contract.listSessions.path;
    },
  }),
];
