import { addressOf } from '../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { attachTeacher, reviewKin } from './commands.ts';
import * as contract from './contract.ts';
import { deliveriesPage } from './pages/deliveries.tsx';
import { deliveryPage } from './pages/delivery.tsx';
import { groupPage } from './pages/group.tsx';
import { groupsPage } from './pages/groups.tsx';
import { peoplePage } from './pages/people.tsx';
import { personPage } from './pages/person.tsx';
import { schoolPage } from './pages/school.tsx';
import { schoolsPage } from './pages/schools.tsx';
import { readDeliveries, readDelivery } from './read-deliveries.ts';
import { readGroup, readGroups } from './read-group.ts';
import { readPeople } from './read-people.ts';
import { readPerson } from './read-person.ts';
import { readSchool, readSchools } from './read-school.ts';
import { showFormerClass } from './school-year/contract.ts';
import { texts } from './texts.ts';

/** The directory's pages and their JSON twins. */
export const routes: readonly AnyRoute[] = [
  route(contract.findPeople, {
    handle: (ctx, { query }) => readPeople(ctx, query),
    page: peoplePage,
  }),
  route(contract.showPerson, {
    handle: (ctx, { params }) => readPerson(ctx, params.personUid),
    page: personPage,
  }),
  route(contract.listGroups, {
    handle: (ctx) => readGroups(ctx),
    page: groupsPage,
  }),
  route(contract.showGroup, {
    handle: (ctx, { params }) => readGroup(ctx, params.groupId),
    page: (ctx, group) =>
      group.isClosed && group.kind === 'class'
        ? addressOf(showFormerClass, { groupId: group.id })
        : groupPage(ctx, group),
  }),
  route(contract.attachTeacher, {
    handle: async (ctx, { params, body }) => ({ attached: await attachTeacher(ctx, params.groupId, body.teacher) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].group.attached);
      return addressOf(contract.showGroup, { groupId: params.groupId });
    },
  }),
  route(contract.reviewKin, {
    handle: async (ctx, { params, body }) => ({ reviewed: await reviewKin(ctx, params.groupId, body.kinships) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].group.reviewed);
      return addressOf(contract.showGroup, { groupId: params.groupId });
    },
  }),
  route(contract.listSchools, {
    handle: (ctx, { query }) => readSchools(ctx, query),
    page: schoolsPage,
  }),
  route(contract.showSchool, {
    handle: (ctx, { params }) => readSchool(ctx, params.schoolUai),
    page: schoolPage,
  }),
  route(contract.listDeliveries, {
    handle: (ctx, { query }) => readDeliveries(ctx, query.after),
    page: deliveriesPage,
  }),
  route(contract.showDelivery, {
    handle: (ctx, { params }) => readDelivery(ctx, params.deliveryId),
    page: deliveryPage,
  }),
];
