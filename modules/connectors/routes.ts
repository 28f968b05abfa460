import { addressOf } from '../../platform/contract/endpoint.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import { isSignedIn, type SessionContext } from '../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../platform/http/route.ts';
import { addressesOfParty, partiesOf } from '../identity/index.ts';
import { type Fields, serviceView } from './catalogue/form.tsx';
import { catalogueView, previewView } from './catalogue/pages.tsx';
import { chooseService, keepService } from './commands.ts';
import * as contract from './contract.ts';
import { ownServicesView } from './own-page.tsx';
import { declares } from './policy.ts';
import { type PresetKey, presets } from './presets.ts';
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
    page: (ctx, _, { query }) => serviceView({ ctx, serviceId: null, ...presetFields(ctx, query.preset) }),
  }),
  route(contract.declareService, {
    handle: async (ctx, { body }) => ({ id: await keepService(ctx, null, body) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].kept);
      return addressOf(contract.showService, { serviceId: id });
    },
    refused: (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || !declares(ctx.actor)) throw refusal;
      return serviceView({ ctx, serviceId: null, ...typedFields(raw), refusal });
    },
  }),
  route(contract.showService, {
    handle: (ctx, { params }) => readService(ctx, params.serviceId),
    page: (ctx, answer) =>
      serviceView({ ctx, serviceId: answer.id, fields: answer.fields, audiences: answer.audiences }),
  }),
  route(contract.changeService, {
    handle: async (ctx, { params, body }) => ({ id: await keepService(ctx, params.serviceId, body) }),
    done: (ctx, { id }) => {
      ctx.flash(texts[ctx.locale].kept);
      return addressOf(contract.showService, { serviceId: id });
    },
    refused: (ctx, refusal, raw) => {
      if (!isSignedIn(ctx) || !declares(ctx.actor) || refusal.code === 'platform.not-found') throw refusal;
      return serviceView({ ctx, serviceId: raw.params.serviceId ?? null, ...typedFields(raw), refusal });
    },
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

async function readService(ctx: SessionContext, serviceId: string) {
  forDeclarers(ctx);
  const service = await serviceById(ctx.db, serviceId);
  const [party] = await partiesOf(ctx.db, [serviceId]);
  if (!service || !party) notFound();
  const { addresses, callbacks } = await addressesOfParty(ctx.db, serviceId);
  const yes = (is: boolean): string => (is ? 'yes' : '');
  const fields: Fields = {
    name: service.name,
    icon: service.icon,
    category: service.category,
    publisher: service.publisher ?? '',
    purpose: service.purpose,
    legalBasis: service.legalBasis,
    startAddress: service.startAddress,
    addresses: addresses.join('\n'),
    callbacks: callbacks.join('\n'),
    logoutAddress: party.logoutAddress ?? '',
    reach: party.reach,
    principal: party.principal,
    form: party.form,
    listStyle: party.listStyle,
    keepsEmpty: yes(party.keepsEmpty),
    singleLogout: yes(party.singleLogout),
    mayProxy: yes(party.mayProxy),
    acceptsProxy: yes(party.acceptsProxy),
    noticeAsked: yes(party.noticeAsked),
    isActive: yes(party.isActive),
    ...releasedFields(party.released),
  };
  return { ...service, addresses, callbacks, fields };
}

/** One field an attribute; several names for one stand side by side. */
function releasedFields(released: readonly { readonly attribute: string; readonly as: string }[]): Fields {
  const fields: Record<string, string> = {};
  for (const { attribute, as } of released)
    fields[`as_${attribute}`] = [fields[`as_${attribute}`], as].filter(Boolean).join(' ');
  return fields;
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
function presetFields(
  { locale }: SessionContext,
  key: PresetKey | undefined,
): { readonly fields: Fields; readonly audiences: readonly string[] } {
  const common = { isActive: 'yes', singleLogout: 'yes' };
  if (!key) return { fields: common, audiences: [] };
  const { released, audiences, keepsEmpty, ...preset } = presets[key];
  return {
    audiences,
    fields: {
      ...common,
      ...preset,
      keepsEmpty: keepsEmpty ? 'yes' : '',
      purpose: texts[locale].presetPurposes[key],
      ...releasedFields(released),
    },
  };
}

const typedFields = ({ body, several }: Raw): { readonly fields: Fields; readonly audiences: readonly string[] } => ({
  fields: body,
  audiences: several.audiences ?? [],
});
