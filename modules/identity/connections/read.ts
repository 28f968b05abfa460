import type { Answer } from '../../../platform/contract/endpoint.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { names } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { triesOfPerson } from '../tries/read.ts';
import type { listConnections } from './contract.ts';

type Entry = Answer<typeof listConnections>['entries'][number];

/** Most that one page shows; all of it goes with the data that a person takes away. */
const MOST = 100;

/** One's own sign-ins and openings of services, the last first. */
export async function readConnections(ctx: SessionContext): Promise<Answer<typeof listConnections>> {
  byThemselves(ctx);
  const { actor, db } = ctx;
  const entries = await rowsOf(
    db,
    sql<Entry>`
      select * from (
        (select c.id, c.happened_at as at, c.means, c.device ->> 'browser' as browser, c.device ->> 'system' as system,
                c.factor_due as "factorMissing", v.name as provider, null as service
         from identity.connections c left join identity.providers v on v.id = c.provider_id
         where c.person_id = ${actor.personId} order by c.happened_at desc, c.id desc limit ${MOST})
        union all
        (select o.id, o.opened_at, null, null, null, false, null, p.name
         from identity.service_openings o join identity.relying_parties p on p.id = o.relying_party_id
         where o.person_id = ${actor.personId} order by o.opened_at desc, o.id desc limit ${MOST})) as e
      order by e.at desc, e.id desc limit ${MOST}`,
  );
  return { entries, refused: await triesOfPerson(db, actor.personId), visits: await visitsTo(ctx) };
}

/** Who looked why the person could not sign in, the last first. */
async function visitsTo(ctx: SessionContext): Promise<Answer<typeof listConnections>['visits']> {
  const rows = await rowsOf(
    ctx.db,
    sql<Omit<Answer<typeof listConnections>['visits'][number], 'by'> & { readonly openedBy: string }>`
      select v.id, v.opened_at as at, v.opened_by as "openedBy", v.ground, v.reason from identity.doctor_visits v
      where v.person_id = ${ctx.actor.personId} order by v.opened_at desc, v.id desc limit 20`,
  );
  if (rows.length === 0) return [];
  const { persons } = await names.of(
    ctx,
    rows.map(({ openedBy }) => openedBy),
    [],
  );
  return rows.map(({ openedBy, ...visit }) => ({ ...visit, by: persons.get(openedBy) ?? null }));
}
