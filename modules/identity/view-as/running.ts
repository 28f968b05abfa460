import { recordAct } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/authz/policy.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Viewing } from '../../../platform/http/viewing.ts';
import { loadActor, viewableById } from '../../directory/index.ts';
import { endView, showViewOver } from './contract.ts';

/** The viewing of a session, as the session's statement finds it. */
export interface RunningRow {
  readonly id: string;
  readonly viewedId: string;
  readonly schoolId: string | null;
  readonly granted: boolean;
  readonly answeredBy: string | null;
  readonly endsAt: Date;
}

/** What a viewer still does as themselves. */
const OWN = ['identity.endView', 'identity.showViewOver', 'identity.signOut', 'identity.renewSession'];

/** Whose pages are the person's alone: all of their account, and their own data. */
const HIDDEN = /^(?:identity|privacy)\./;

/**
 * A view that is over, or whose consent was taken back, leads to one page until the viewer has read it: a form that still lies open on
 * their screen, made for somebody else, must not be sent in their own name.
 */
export const OVER_DETOUR = { to: showViewOver.path, open: OWN };

/**
 * The person looked at and the rules of looking; undefined when it is over: expired, consent taken back, or the viewer no longer has the
 * right to ask. Read anew at each request.
 */
export async function viewingOf(
  ctx: Context,
  viewer: Actor,
  { id, viewedId, schoolId, granted, answeredBy, endsAt }: RunningRow,
): Promise<{ readonly actor: Actor; readonly viewing: Viewing } | undefined> {
  if (!granted || endsAt <= ctx.now) return undefined;
  const viewable = await viewableById(ctx.db, viewer, viewedId);
  // A guardian who consented and may no longer follow the child consents no more.
  if (answeredBy && !viewable?.consenters.includes(answeredBy)) return undefined;
  const actor = viewable && (await loadActor(ctx.db, viewedId, viewer.today));
  if (!actor || actor.roles.length === 0) return undefined;
  return {
    actor,
    viewing: {
      viewer,
      until: endsAt,
      endAddress: endView.path,
      own: OWN,
      hides: (endpoint) => HIDDEN.test(endpoint),
      note: (path) =>
        recordAct(ctx.db, {
          act: 'identity.page-viewed',
          at: ctx.now,
          actorId: viewer.personId,
          subjectId: viewedId,
          schoolId: schoolId ?? undefined,
          details: { viewing: id, path },
          requestId: ctx.requestId,
        }),
    },
  };
}
