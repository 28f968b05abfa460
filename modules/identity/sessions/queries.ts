import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Device } from '../../../platform/http/device.ts';
import type { SessionKind } from './kinds.ts';

export interface OpenSession extends Device {
  readonly id: string;
  readonly kind: SessionKind;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly endsAt: Date;
  readonly provider: string | null;
}

/** The open sessions of a person, the last used first. */
export function openSessions(db: Db, personId: string, now: Date): Promise<OpenSession[]> {
  return rowsOf(
    db,
    sql<OpenSession>`
      select id, kind, device ->> 'browser' as browser, device ->> 'system' as system, started_at as "startedAt",
             last_seen_at as "lastSeenAt", least(idle_until, ends_at) as "endsAt",
             (select p.name from identity.providers p
              where p.id = (select l.provider_id from identity.federated_sessions f join identity.linked_identities l on l.id = f.identity_id
                            where f.session_id = sessions.id)
                 or p.id = (select f.provider_id from identity.saml_sessions f where f.session_id = sessions.id)) as provider
      from identity.sessions
      where person_id = ${personId} and idle_until > ${now} and ends_at > ${now}
      order by last_seen_at desc, id desc limit 100`,
  );
}

/**
 * How the person behind a session proved who they are: `password`, `pictures`, `passkey`, `provider` followed by its name after a colon, or
 * `session` where that was not kept.
 */
export async function meansOfSession(db: Db, sessionId: string): Promise<string> {
  const [row] = await rowsOf(
    db,
    sql<{ means: string | null; provider: string | null }>`
      select s.means, (select p.name from identity.providers p
                       where p.id = (select l.provider_id from identity.federated_sessions f join identity.linked_identities l on l.id = f.identity_id
                                     where f.session_id = s.id)
                          or p.id = (select f.provider_id from identity.saml_sessions f where f.session_id = s.id)) as provider
      from identity.sessions s where s.id = ${sessionId}`,
  );
  if (row?.means === 'provider' && row.provider) return `provider:${row.provider}`;
  return row?.means ?? 'session';
}
