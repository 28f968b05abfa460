import { recordAct } from '../../platform/audit/audit.ts';
import { notFound, Refusal } from '../../platform/contract/refusal.ts';
import { sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { iconNames } from '../../ui/icon-names.ts';
import {
  chooseForSchool,
  type DeclaredParty,
  drawClientSecret,
  keepParty,
  type ServiceAudience,
} from '../identity/index.ts';
import type { Declared } from './contract.ts';
import { declares } from './policy.ts';
import { partOf } from './protocols/all.ts';
import { openingSchool, serviceById, servicesOfSchool } from './queries.ts';

/** Declares a service, or changes one. @throws Refusal with faults of its fields */
export async function keepService(ctx: SessionContext, id: string | null, given: Declared): Promise<string> {
  if (!declares(ctx.actor)) notFound();
  if (id !== null && !(await serviceById(ctx.db, id))) notFound();
  const start = URL.parse(given.startAddress);
  if (!start || !/^https?:$/.test(start.protocol) || start.username !== '')
    throw new Refusal('platform.invalid-input', {}, [{ field: 'startAddress', code: 'connectors.start-missing' }]);
  const by = { by: ctx.actor.personId, at: ctx.now };
  return ctx.transaction(async (tx) => {
    const part = partOf(given.protocol);
    const serviceId = await keepParty(tx.db, id, partyOf(given), by);
    await part.keep?.(tx.db, serviceId, given, ctx.now);
    // It is asked with a ticket of CAS that opens it in the person's name: no other protocol has one.
    const card = given.protocol === 'cas' && given.pronoteCard === 'yes' ? 'pronote' : null;
    const icon = iconNames.find((name) => name === given.icon) ?? 'blocks';
    await sql`
      insert into connectors.services (relying_party_id, category, icon, publisher, purpose, legal_basis, start_address, card, changed_by,
                                       changed_at)
      values (${serviceId}, ${given.category}, ${icon}, nullif(${given.publisher}, ''), ${given.purpose}, ${given.legalBasis},
              ${start.href}, ${card}, ${by.by}, ${by.at})
      on conflict (relying_party_id) do update
      set category = excluded.category, icon = excluded.icon, publisher = excluded.publisher, purpose = excluded.purpose,
          legal_basis = excluded.legal_basis, start_address = excluded.start_address, card = excluded.card, changed_by = excluded.changed_by,
          changed_at = excluded.changed_at`.execute(tx.db);
    const line = { at: ctx.now, actorId: by.by, details: { serviceId }, requestId: ctx.requestId };
    await (id === null
      ? recordAct(tx.db, { act: 'connectors.service-declared', ...line })
      : recordAct(tx.db, { act: 'connectors.service-changed', ...line }));
    return serviceId;
  });
}

/** What the form says, as identity keeps it. */
const partyOf = (given: Declared): DeclaredParty => ({
  ...partOf(given.protocol).sideOf(given),
  protocol: given.protocol,
  name: given.name,
  audiences: given.audiences,
  reach: given.reach,
  noticeAsked: given.noticeAsked === 'yes',
  consent:
    given.legalBasis === 'consent'
      ? { purpose: given.purpose, recipient: given.publisher || given.name, months: Number(given.consentMonths) }
      : null,
  isActive: given.isActive === 'yes',
});

/** Draws the secret of a service of OpenID Connect: it is shown once, and the former one is worth nothing any more. */
export async function giveSecret(ctx: SessionContext, id: string): Promise<{ name: string; secret: string }> {
  if (!declares(ctx.actor)) notFound();
  const service = await serviceById(ctx.db, id);
  if (!service) notFound();
  return ctx.transaction(async (tx) => {
    const secret = await drawClientSecret(tx.db, id, ctx.now);
    if (secret === undefined) notFound();
    await recordAct(tx.db, {
      act: 'connectors.secret-drawn',
      at: ctx.now,
      actorId: ctx.actor.personId,
      details: { serviceId: id },
      requestId: ctx.requestId,
    });
    return { name: service.name, secret };
  });
}

export interface Choice {
  readonly on: 'yes' | 'no';
  readonly audiences: readonly ServiceAudience[];
  readonly address: string;
}

/** Opens a service in a school, or closes it; for those who do not decide there, the school does not exist. */
export async function chooseService(ctx: SessionContext, uai: string, serviceId: string, given: Choice): Promise<void> {
  const school = await openingSchool(ctx.db, ctx.actor, uai);
  const [service] = await servicesOfSchool(ctx.db, school.id, serviceId);
  if (!service) notFound();
  const isAll = given.audiences.length === 0 || service.audiences.every((one) => given.audiences.includes(one));
  await ctx.transaction(async (tx) => {
    await chooseForSchool(
      tx.db,
      {
        schoolId: school.id,
        partyId: serviceId,
        choice: {
          on: given.on === 'yes',
          audiences: isAll ? null : given.audiences,
          address: given.address === '' ? null : given.address,
        },
      },
      { by: ctx.actor.personId, at: ctx.now },
    );
    const line = {
      at: ctx.now,
      actorId: ctx.actor.personId,
      schoolId: school.id,
      details: { serviceId },
      requestId: ctx.requestId,
    };
    await (given.on === 'yes'
      ? recordAct(tx.db, { act: 'connectors.service-opened', ...line })
      : recordAct(tx.db, { act: 'connectors.service-closed', ...line }));
    tx.changed(`school:${school.uai}`);
  });
}
