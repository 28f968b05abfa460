import { recordAct } from '../../platform/audit/audit.ts';
import type { Answer } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { OuterDoor } from '../../platform/module.ts';
import { loadActor } from '../directory/index.ts';
import { audiencesBySchool, entryOf, factsFor, partiesOf, shownRelease } from '../identity/index.ts';
import type { listOwnServices, previewRelease } from './contract.ts';
import { servicePolicy } from './policy.ts';
import { type NearService, personIdOf, serviceById, servicesNear } from './queries.ts';

/** What a service would receive about a person: about oneself for anybody, about others for who may look, and that leaves a line. */
export async function preview(
  ctx: SessionContext,
  serviceId: string,
  uid: string,
): Promise<Answer<typeof previewRelease>> {
  const isOther = uid !== '' && uid !== ctx.actor.uid;
  if (isOther && !servicePolicy.can(ctx.actor, 'preview', {})) notFound();
  const service = await serviceById(ctx.db, serviceId);
  const [party] = await partiesOf(ctx.db, [serviceId]);
  if (!service || !party) notFound();
  const personId = isOther ? await personIdOf(ctx.db, uid) : ctx.actor.personId;
  const actor = isOther && personId ? await loadActor(ctx.db, personId, ctx.actor.today) : ctx.actor;
  const nobody = { service, person: null, mayEnter: false, user: null, attributes: [] };
  if (!personId || !actor) return nobody;
  const [near] = (await servicesNear(ctx.db, actor)).filter(({ id }) => id === serviceId);
  const open = near && entryOf(actor, near);
  // Shown as if their schools had opened it, so that the operator sees before anybody opens anything.
  const schoolIds = open && open.length > 0 ? open : [...audiencesBySchool(actor).keys()];
  const facts = await factsFor(ctx.db, { personId, party, schoolIds, today: ctx.actor.today }, 'look');
  if (!facts) return nobody;
  if (isOther)
    await recordAct(ctx.db, {
      act: 'connectors.release-previewed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectId: personId,
      details: { serviceId },
      requestId: ctx.requestId,
    });
  const release = shownRelease(party, facts);
  return {
    service,
    person: actor.displayName,
    mayEnter: open !== undefined,
    user: release.user ?? null,
    attributes: release.attributes.map(({ name, values }) => ({ name, values: [...values] })),
  };
}

/** Who receives what about the person who asks. */
export async function ownServices(ctx: SessionContext): Promise<Answer<typeof listOwnServices>> {
  const near = await servicesNear(ctx.db, ctx.actor);
  return {
    services: near
      .map((service) => ({ ...service, mayEnter: service.isActive && entryOf(ctx.actor, service) !== undefined }))
      .filter(({ mayEnter, openedAt }) => mayEnter || openedAt !== null),
  };
}

/** The doors of the services that a person may enter: one statement. A school's own installation is a door of its own. */
export async function outerDoors(ctx: SessionContext): Promise<readonly OuterDoor[]> {
  const near = await servicesNear(ctx.db, ctx.actor);
  return near.flatMap((service) => (service.isActive ? doorsOf(ctx, service) : []));
}

function doorsOf(ctx: SessionContext, service: NearService): OuterDoor[] {
  const entry = entryOf(ctx.actor, service);
  if (!entry) return [];
  const open = new Set(entry);
  const own = service.chosen.filter(({ schoolId, ownAddress }) => open.has(schoolId) && ownAddress !== null);
  const addresses =
    own.length > 0 ? own.map(({ ownAddress }) => (ownAddress ?? '').replace(/\*$/, '')) : [service.startAddress];
  const names = new Map(ctx.actor.profiles.map(({ schoolId, schoolName }) => [schoolId, schoolName]));
  return addresses.map((href, at) => ({
    key: `service:${service.id}`,
    icon: service.icon,
    href,
    label: service.name,
    detail: [URL.parse(href)?.hostname, addresses.length > 1 ? names.get(own[at]?.schoolId ?? '') : undefined]
      .filter(Boolean)
      .join(' · '),
  }));
}
