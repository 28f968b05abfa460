import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type Helped, loadActor, placeOfPupil } from '../../directory/index.ts';
import { daysAfter, wayOut } from '../../directory/rules.ts';
import { MOST_WRONG_PROOFS } from '../activation/commands.ts';
import { MOST_FAILURES } from '../little/pictures.ts';
import { type Stage, stageOf } from '../little/stages.ts';
import { charterDue } from '../sessions/commands.ts';
import { type NotedTry, triesOfPerson } from '../tries/read.ts';
import { type RefusedService, refusedServices } from './services.ts';

/** What is known about somebody's way in: never a secret, a digest, or what was typed. */
export interface Facts {
  readonly now: Date;
  /** Their last place in a school has ended; null while they have one. `YYYY-MM-DD` */
  readonly leftOn: string | null;
  readonly isDisabled: boolean;
  /** Nothing in any school, and not somebody who left either. */
  readonly isNobody: boolean;
  /** Children whose access is closed to them. */
  readonly closedAccesses: number;
  /** How a pupil of an école comes in. */
  readonly stage: Stage | null;
  readonly account: AccountFacts | null;
  readonly ways: readonly { readonly provider: string; readonly isActive: boolean; readonly lastUsedAt: Date | null }[];
  readonly tries: readonly NotedTry[];
  /** Providers that were not well within the last half-hour. */
  readonly faults: readonly { readonly provider: string; readonly code: string; readonly at: Date }[];
  readonly services: readonly RefusedService[];
}

export interface AccountFacts {
  readonly login: string;
  readonly activatedAt: Date | null;
  readonly hasPassword: boolean;
  /** Taken away because somebody else used the account. */
  readonly cancelledAt: Date | null;
  readonly isPhrase: boolean;
  readonly closedAt: Date | null;
  /** A second factor in force: an application that gives codes, a passkey. */
  readonly hasApplication: boolean;
  readonly hasPasskey: boolean;
  /** A session waits for the second proof. */
  readonly factorDue: boolean;
  readonly recoveryLeft: number;
  readonly hasPictures: boolean;
  readonly isLocked: boolean;
  readonly charterDue: boolean;
  readonly openSessions: number;
  readonly confirmed: number;
  readonly unconfirmed: number;
  readonly isShared: boolean;
  readonly codeUntil: Date | null;
  readonly codeState: 'none' | 'ready' | 'used' | 'cancelled' | 'expired' | 'void';
  readonly resetSentAt: Date | null;
  readonly lastAt: Date | null;
  readonly lastDevice: { readonly browser: string | null; readonly system: string | null } | null;
}

/** How far back a provider's fault counts, in milliseconds. */
const LATELY = 30 * 60_000;

/** Collects what is known of the way in of somebody whom the actor may help. */
export async function factsOf(ctx: SessionContext, helped: Helped): Promise<Facts> {
  const { db, now } = ctx;
  const { today } = ctx.actor;
  const { personId } = helped;
  const actor = await loadActor(db, personId, today);
  const isPupil = actor?.roles.length === 1 && actor.roles.includes('pupil');
  const place = isPupil ? await placeOfPupil(db, personId, today) : undefined;
  const due = actor ? charterDue(actor) : sql<boolean>`false`;
  const account = await firstOf(
    db,
    sql<AccountFacts>`
      select a.login, a.activated_at as "activatedAt", a.password is not null as "hasPassword", a.secret_kind = 'phrase' as "isPhrase",
             a.password_cancelled_at as "cancelledAt",
             (select c.closed_at from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) as "closedAt",
             exists (select 1 from identity.authenticators x where x.person_id = a.person_id and x.confirmed_at is not null) as "hasApplication",
             exists (select 1 from identity.passkeys y where y.person_id = a.person_id) as "hasPasskey",
             exists (select 1 from identity.sessions d where d.person_id = a.person_id and d.factor = 'due' and d.idle_until > ${now}) as "factorDue",
             (select count(*) from identity.recovery_codes r where r.person_id = a.person_id and r.used_at is null) as "recoveryLeft",
             s.person_id is not null as "hasPictures", coalesce(s.failures >= ${MOST_FAILURES}, false) as "isLocked", ${due} as "charterDue",
             (select count(*) from identity.sessions o where o.person_id = a.person_id and o.idle_until > ${now} and o.ends_at > ${now}) as "openSessions",
             (select count(*) from identity.mail_addresses m where m.person_id = a.person_id and m.verified_at is not null) as confirmed,
             (select count(*) from identity.mail_addresses m where m.person_id = a.person_id and m.verified_at is null) as unconfirmed,
             exists (select 1 from identity.mail_addresses m join identity.mail_addresses o on o.address = m.address and o.person_id <> m.person_id
                     where m.person_id = a.person_id and m.verified_at is not null and o.verified_at is not null) as "isShared",
             k.expires_at as "codeUntil",
             case when k.id is null then 'none' when k.used_at is not null then 'used' when k.cancelled_at is not null then 'cancelled'
                  when k.expires_at <= ${now} then 'expired' when k.wrong_proofs >= ${MOST_WRONG_PROOFS} then 'void' else 'ready' end as "codeState",
             (select max(l.sent_at) from identity.mail_links l where l.person_id = a.person_id and l.purpose = 'reset') as "resetSentAt",
             n.happened_at as "lastAt", n.device as "lastDevice"
      from identity.accounts a
      left join identity.picture_secrets s on s.person_id = a.person_id
      left join lateral (select c.* from identity.activation_codes c where c.person_id = a.person_id
                         order by c.issued_at desc, c.id desc limit 1) as k on true
      left join lateral (select c.happened_at, c.device from identity.connections c where c.person_id = a.person_id and not c.factor_due
                         order by c.happened_at desc, c.id desc limit 1) as n on true
      where a.person_id = ${personId}`,
  );
  const leftOn = actor?.leftOn ?? null;
  return {
    now,
    leftOn,
    isDisabled: leftOn !== null && today >= daysAfter(leftOn, wayOut.disabled),
    isNobody: !actor || actor.roles.length === 0,
    closedAccesses: helped.closedAccesses,
    stage: place ? stageOf(place) : null,
    account: account ?? null,
    ways: await rowsOf(
      db,
      sql<Facts['ways'][number]>`
        select p.name as provider, p.active as "isActive", l.last_used_at as "lastUsedAt"
        from identity.linked_identities l join identity.providers p on p.id = l.provider_id
        where l.person_id = ${personId} order by l.last_used_at desc nulls last, l.id limit 20`,
    ),
    tries: await triesOfPerson(db, personId),
    faults: await rowsOf(
      db,
      sql<Facts['faults'][number]>`
        select p.name as provider, e.details ->> 'code' as code, max(e.occurred_at) as at
        from platform.audit_entries e join identity.providers p on p.id::text = e.details ->> 'providerId'
        where e.occurred_at > ${new Date(now.getTime() - LATELY)} and e.act = 'identity.federation-refused'
          and e.details ->> 'code' in ('identity.provider-unreachable', 'identity.provider-clock')
        group by p.name, e.details ->> 'code' order by p.name, code limit 20`,
    ),
    services: actor ? await refusedServices(db, actor, now) : [],
  };
}
