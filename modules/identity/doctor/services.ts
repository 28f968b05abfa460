import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { audiencesBySchool, entryOf, type Opening } from '../relying-parties/access.ts';

/** A service that was asked for and did not open: how that stands now. */
export interface RefusedService {
  readonly name: string;
  readonly at: Date;
  /** Switched off for all; no school of theirs opened it; one did, not for what they are; open meanwhile. */
  readonly why: 'off' | 'not-open' | 'not-for' | 'open-now';
}

interface Row extends Opening {
  readonly name: string;
  readonly at: Date;
  readonly isActive: boolean;
}

/** How far back a closed door counts, in milliseconds. */
const LATELY = 7 * 24 * 3600_000;

/** The services that a person asked for in vain within a week. */
export async function refusedServices(db: Db, actor: Actor, now: Date): Promise<RefusedService[]> {
  const schoolIds = [...audiencesBySchool(actor).keys()];
  const rows = await rowsOf(
    db,
    sql<Row>`
      select p.name, x.at, p.is_active as "isActive", p.audiences, p.reach,
             coalesce((select json_agg(json_build_object('schoolId', c.school_id, 'audiences', c.audiences))
                       from identity.relying_party_schools c
                       where c.relying_party_id = p.id and c.school_id = any(${schoolIds}::uuid[])), '[]'::json) as chosen
      from (select e.details ->> 'relyingPartyId' as party_id, max(e.occurred_at) as at
            from platform.audit_subjects s join platform.audit_entries e on e.id = s.entry_id
            where s.person_id = ${actor.personId} and s.occurred_at > ${new Date(now.getTime() - LATELY)} and e.act = 'identity.service-closed'
            group by e.details ->> 'relyingPartyId') as x
      join identity.relying_parties p on p.id::text = x.party_id
      order by x.at desc, p.name limit 10`,
  );
  return rows.map(({ name, at, isActive, ...opening }) => ({ name, at, why: whyOf(actor, isActive, opening) }));
}

function whyOf(actor: Actor, isActive: boolean, opening: Opening): RefusedService['why'] {
  if (!isActive) return 'off';
  if (entryOf(actor, opening)) return 'open-now';
  return opening.reach === 'chosen-schools' && opening.chosen.length === 0 ? 'not-open' : 'not-for';
}
