import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { isConsented } from '../consents/queries.ts';
import { hasReadNotice } from '../relying-parties/notice.ts';
import type { Library } from './library.ts';
import { passageOf } from './passage.ts';
import type { Door } from './store.ts';

/*
 * What stands between a request and its answer: who is there, how fresh, how sure; then whether the service is open to them and whether they
 * were told what leaves. A family is not asked to consent, for the service is the school's act; but where an entry rests on consent.
 */

type Policy = interactionPolicy.Prompt[];

/** The prompts, in the order in which they are looked at. Each is also the error of the protocol where nobody may be asked (`prompt=none`). */
export function promptsOf({ interactionPolicy: { Prompt, Check }, errors }: Library): Policy {
  const signedIn = (ctx: KoaContextWithOIDC): boolean => passageOf(ctx).session !== undefined;

  /** Another proof is asked for, and cannot help if one was just given: then the answer is no, or the question would never end. */
  const wanting = (ctx: KoaContextWithOIDC, isMet: boolean, refusal: () => Error): boolean => {
    if (isMet || !signedIn(ctx)) return false;
    if (passageOf(ctx).isProvedSince) throw refusal();
    return true;
  };

  const isAskedAnew = (ctx: KoaContextWithOIDC, prompt: string): boolean =>
    ctx.oidc.prompts.has(prompt) && !passageOf(ctx).isProvedSince;

  const isTooOld = (ctx: KoaContextWithOIDC): boolean => {
    const passage = passageOf(ctx);
    const { max_age: longest } = ctx.oidc.params as { max_age?: string };
    if (longest === undefined || !passage.session || passage.isProvedSince) return false;
    const { provedAt } = passage.session;
    return provedAt === null || passage.ctx.now.getTime() - provedAt.getTime() > Number(longest) * 1000;
  };

  const isThatPerson = async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    const passage = passageOf(ctx);
    const { client, entities, claims } = ctx.oidc;
    const wanted = [
      entities.IdTokenHint?.payload.sub,
      (claims.id_token?.sub as { value?: unknown } | null | undefined)?.value,
    ].filter((one) => one !== undefined);
    if (wanted.length === 0 || !passage.session || !client) return true;
    const sub = await passage.sub(client.clientId, passage.session.personId);
    return wanted.every((one) => one === sub);
  };

  const isSureEnough = (ctx: KoaContextWithOIDC): boolean => {
    const wanted = ctx.oidc.claims.id_token?.acr as
      | { essential?: boolean; value?: unknown; values?: unknown }
      | null
      | undefined;
    if (!wanted?.essential) return true;
    const values = Array.isArray(wanted.values) ? wanted.values : [wanted.value];
    return values.every((value) => value === undefined) || values.includes(ctx.oidc.acr);
  };

  const login = new Prompt(
    { name: 'login', requestable: true },
    new Check('no_session', 'End-User authentication is required', (ctx) => !signedIn(ctx)),
    new Check('max_age', 'End-User authentication could not be obtained', isTooOld),
    new Check('other_person', 'another End-User is signed in', async (ctx) =>
      wanting(ctx, await isThatPerson(ctx), () => new errors.AccessDenied('another End-User is signed in')),
    ),
    new Check('level', 'none of the requested ACRs could be obtained', (ctx) =>
      wanting(ctx, isSureEnough(ctx), () => new errors.UnmetAuthenticationRequirements('no such ACR')),
    ),
  );
  login.checks.remove('login_prompt');
  login.checks.add(
    new Check('asked_anew', 'login prompt was not resolved', 'login_required', (ctx) => isAskedAnew(ctx, 'login')),
  );

  const account = new Prompt({ name: 'select_account', requestable: true });
  account.checks.remove('select_account_prompt');
  account.checks.add(
    new Check('asked_anew', 'select_account prompt was not resolved', 'account_selection_required', (ctx) =>
      isAskedAnew(ctx, 'select_account'),
    ),
  );

  const notice = new Prompt(
    { name: 'consent', requestable: true },
    new Check('notice', 'the End-User has to read what the service receives', async (ctx) => {
      const passage = passageOf(ctx);
      const door = ctx.oidc.client && (await passage.door(ctx.oidc.client.clientId));
      if (!door || !passage.session) return false;
      if (!passage.mayEnter(door)) {
        await noteClosed(ctx, door);
        throw new errors.AccessDenied('the service is not open to this End-User');
      }
      const { personId } = passage.session;
      const today = dayOf(passage.ctx.now);
      if (!(await isConsented(passage.ctx.db, { party: door, personId, today }))) return true;
      if (door.noticeAsked && !(await hasReadNotice(passage.ctx.db, personId, door))) return true;
      return ctx.oidc.prompts.has('consent') && !(await hasReadSince(ctx, door, personId));
    }),
  );
  notice.checks.remove('consent_prompt');

  return [login, account, notice];
}

/** Whether the person read the notice after the service asked for it. */
async function hasReadSince(ctx: KoaContextWithOIDC, { id }: Door, personId: string): Promise<boolean> {
  const { ctx: house, waiting } = passageOf(ctx);
  if (!waiting) return false;
  const row = await firstOf(
    house.db,
    sql`select 1 from identity.service_notices
        where person_id = ${personId} and relying_party_id = ${id} and read_at >= ${waiting.askedAt}`,
  );
  return row !== undefined;
}

async function noteClosed(ctx: KoaContextWithOIDC, { id }: Door): Promise<void> {
  const { ctx: house, session } = passageOf(ctx);
  await recordAct(house.db, {
    act: 'identity.service-closed',
    at: house.now,
    actorId: session?.personId ?? null,
    subjectId: session?.personId,
    details: { relyingPartyId: id },
    requestId: house.requestId,
  });
}
