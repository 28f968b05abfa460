import type { z } from 'zod';
import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { functionPolicy } from '../policy.ts';
import type { listFunctions, setFunction } from './contract.ts';

type FunctionRow = Answer<typeof listFunctions>['functions'][number];

/** The table, by code; for others than the platform's administrators it does not exist. */
export async function readFunctions({ actor, db }: SessionContext): Promise<Answer<typeof listFunctions>> {
  if (!functionPolicy.can(actor, 'see', {})) notFound();
  const functions = await rowsOf(
    db,
    sql<FunctionRow>`
      select f.function_code as code, f.label, f.profile, count(distinct p.person_id) as people
      from directory.function_profiles f
      left join directory.profiles p on p.function_code = f.function_code and (p.ends_on is null or p.ends_on > ${actor.today}::date)
      group by f.function_code order by f.function_code`,
  );
  return { functions };
}

/** Changes one line of the table; the change is audited and counts from the next delivery on. */
export function changeFunction(
  ctx: SessionContext,
  { code, profile, label }: z.output<typeof setFunction.body>,
): Promise<Answer<typeof setFunction>> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    if (!functionPolicy.can(actor, 'see', {})) notFound();
    functionPolicy.authorize(actor, 'change', {});
    await sql`
      insert into directory.function_profiles (function_code, profile, label) values (${code}, ${profile}, ${label || code})
      on conflict (function_code) do update
      set profile = excluded.profile, label = coalesce(nullif(${label}, ''), function_profiles.label)`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'directory.function-changed',
      at: now,
      actorId: actor.personId,
      details: { code, profile },
      requestId,
    });
    return { code, profile };
  });
}
