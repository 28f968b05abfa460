import { addressOf } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../platform/http/route.ts';
import { type Protocol, partiesOf, protocols } from '../identity/index.ts';
import { serviceView } from './catalogue/form.tsx';
import { catalogueView, previewView } from './catalogue/pages.tsx';
import { secretView } from './catalogue/secret-page.tsx';
import { chooseService, giveSecret, keepService } from './commands.ts';
import * as contract from './contract.ts';
import { ownServicesView } from './own-page.tsx';
import { declares } from './policy.ts';
import { type PresetKey, presets } from './presets.ts';
import { partOf } from './protocols/all.ts';
import type { Fields, Typed } from './protocols/part.ts';
import { releasedFields } from './protocols/part.ts';
import { allServices, openingSchool, serviceById, servicesOfSchool } from './queries.ts';
import { ownServices, preview } from './read.ts';
import { schoolServicesView, schoolServiceView } from './school-pages.tsx';
import { texts } from './texts.ts';

export const connectorRoutes: readonly AnyRoute[] = [
  route(contract.listServices, {
    handle: async (ctx) => {
      forDeclarers(ctx);
      return { services: await allServices(ctx.db) };
    },
    page: catalogueView,
  }),
  route(contract.showNewService, {
    handle: async (ctx) => {
      forDeclarers(ctx);
      return {};
    },
    page: (ctx, _, { query }) => serviceView({ ctx, serviceId: null, ...newService(ctx, query) }),
  }),
  route(contract.declareService, {
    handle: async (ctx, { body }) => ({ id: await keepService(ctx, null, body) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].kept);
      return addressOf(contract.showService, { serviceId: id });
    },
    refused: (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || !declares(ctx.actor)) throw refusal;
      return serviceView({ ctx, serviceId: null, ...typedAgain(raw), refusal });
    },
  }),
  route(contract.showService, {
    handle: (ctx, { params, query }) => readService(ctx, params.serviceId, query.protocol),
    page: (ctx, answer, { query }) =>
      serviceView({ ctx, serviceId: answer.id, protocol: query.protocol ?? answer.protocol, typed: answer.typed }),
  }),
  route(contract.changeService, {
    handle: async (ctx, { params, body }) => ({ id: await keepService(ctx, params.serviceId, body) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].kept);
      return addressOf(contract.showService, { serviceId: id });
    },
    refused: (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || !declares(ctx.actor) || refusal.code === 'platform.not-found') throw refusal;
      return serviceView({ ctx, serviceId: raw.params.serviceId ?? null, ...typedAgain(raw), refusal });
    },
  }),
  route(contract.drawSecret, {
    handle: (ctx, { params }) => giveSecret(ctx, params.serviceId),
    done: (ctx, drawn, { params }) => secretView(ctx, params.serviceId, drawn),
  }),
  route(contract.leaveSecret, {
    handle: async (ctx) => {
      forDeclarers(ctx);
      return {};
    },
    page: (_ctx, _answer, { params }) => addressOf(contract.showService, params),
  }),
  route(contract.previewRelease, {
    handle: (ctx, { params, query }) => preview(ctx, params.serviceId, query.person.toUpperCase()),
    page: (ctx, answer, { query }) => previewView(ctx, answer, query.person),
  }),
  route(contract.listSchoolServices, {
    handle: async (ctx, { params }) => {
      const school = await openingSchool(ctx.db, ctx.actor, params.schoolUai);
      return { school, services: await servicesOfSchool(ctx.db, school.id) };
    },
    page: schoolServicesView,
  }),
  route(contract.showSchoolService, {
    handle: (ctx, { params }) => readSchoolService(ctx, params),
    page: (ctx, answer) => schoolServiceView({ ctx, answer }),
  }),
  route(contract.chooseService, {
    handle: async (ctx, { params, body }) => {
      await chooseService(ctx, params.schoolUai, params.serviceId, body);
      return { open: body.on === 'yes' };
    },
    done: (ctx, { open }, { params }) => {
      ctx.flash(open ? texts[ctx.locale].school.switchedOn : texts[ctx.locale].school.switchedOff);
      return addressOf(contract.listSchoolServices, { schoolUai: params.schoolUai });
    },
    refused: async (ctx, refusal, { params, body, several }) => {
      const { schoolUai, serviceId } = params;
      if (!isSignedIn(ctx) || refusal.code === 'platform.not-found' || !schoolUai || !serviceId) throw refusal;
      const answer = await readSchoolService(ctx, { schoolUai, serviceId });
      const typed = { address: body.address ?? '', audiences: several.audiences ?? [] };
      return schoolServiceView({ ctx, answer, refusal, typed });
    },
  }),
  route(contract.listOwnServices, { handle: ownServices, page: ownServicesView }),
];

/** For those who declare no service the catalogue does not exist. */
function forDeclarers({ actor }: SessionContext): void {
  if (!declares(actor)) notFound();
}

/** A service, and its form as a service of that protocol, or of its own. */
async function readService(ctx: SessionContext, serviceId: string, wanted: Protocol | undefined) {
  forDeclarers(ctx);
  const service = await serviceById(ctx.db, serviceId);
  const [party] = await partiesOf(ctx.db, [serviceId]);
  if (!service || !party) notFound();
  const isOwn = wanted === undefined || wanted === party.protocol;
  const released = party.released.map(({ attribute }) => attribute);
  const side = isOwn ? await partOf(party.protocol).read(ctx.db, party) : partOf(wanted).proposed(released);
  const yes = (is: boolean): string => (is ? 'yes' : '');
  const typed: Typed = {
    fields: {
      name: service.name,
      icon: service.icon,
      category: service.category,
      publisher: service.publisher ?? '',
      purpose: service.purpose,
      legalBasis: service.legalBasis,
      consentMonths: String(party.consent?.months ?? 12),
      startAddress: service.startAddress,
      reach: party.reach,
      noticeAsked: yes(party.noticeAsked),
      isActive: yes(party.isActive),
      pronoteCard: yes(service.card === 'pronote'),
      isDeclared: yes(isOwn),
      ...side.fields,
    },
    ticked: { audiences: service.audiences, ...side.ticked },
  };
  return { ...service, typed };
}

async function readSchoolService(
  { db, actor }: SessionContext,
  params: { readonly schoolUai: string; readonly serviceId: string },
) {
  const school = await openingSchool(db, actor, params.schoolUai);
  const [service] = await servicesOfSchool(db, school.id, params.serviceId);
  if (!service) notFound();
  const { isOpen, openedFor, ownAddress } = service;
  return { school, service, isOpen, openedFor: openedFor && [...openedFor], ownAddress };
}

/** The form of a new service, as a publisher is known to want it. */
function newService(
  { locale }: SessionContext,
  {
    preset: key,
    protocol: wanted,
  }: { readonly preset?: PresetKey | undefined; readonly protocol?: Protocol | undefined },
): { readonly protocol: Protocol; readonly preset: PresetKey | undefined; readonly typed: Typed } {
  const model = key && presets[key];
  const protocol = wanted ?? model?.protocol ?? 'cas';
  const side = partOf(protocol).proposed(model?.released.map(({ attribute }) => attribute) ?? []);
  const common: Fields = { isActive: 'yes', ...side.fields };
  if (!model) return { protocol, preset: key, typed: { fields: common, ticked: side.ticked } };
  const { released, audiences, keepsEmpty, protocol: spoken, fields: own, ...preset } = model;
  const fields: Fields = {
    ...common,
    ...preset,
    keepsEmpty: keepsEmpty ? 'yes' : '',
    purpose: texts[locale].presetPurposes[key],
    ...releasedFields(released),
    ...(spoken === protocol ? own : {}),
  };
  return { protocol, preset: key, typed: { fields, ticked: { audiences, ...side.ticked } } };
}

/** The form as it was sent. */
const typedAgain = ({ body, several }: Raw): { readonly protocol: Protocol; readonly typed: Typed } => ({
  protocol: protocols.find((known) => known === body.protocol) ?? 'cas',
  typed: { fields: body, ticked: several },
});
