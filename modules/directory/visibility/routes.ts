import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { stages } from './catalogue.ts';
import * as contract from './contract.ts';
import { decideForAll, decideForSchool } from './decisions.ts';
import { defaultRulesPage } from './pages/default-rules.tsx';
import { reachPage } from './pages/reach.tsx';
import { changeKey } from './pages/rule-list.tsx';
import { type Refused, schoolRulesPage } from './pages/school-rules.tsx';
import { simulatorPage } from './pages/simulator.tsx';
import { readReach } from './read-reach.ts';
import { readDefaultRules, readSchoolRules } from './read-rules.ts';
import { simulate } from './simulate.ts';
import { texts } from './texts.ts';

/** Who sees whom and who may write to whom: lists, rules and simulator. */
export const visibilityRoutes: readonly AnyRoute[] = [
  route(contract.listReach, { handle: (ctx, { query }) => readReach(ctx, query), page: reachPage }),
  route(contract.showSchoolRules, {
    handle: (ctx, { params }) => readSchoolRules(ctx, params.schoolUai),
    page: (ctx, answer, { query }) => schoolRulesPage(ctx, answer, query.change),
  }),
  route(contract.decideSchoolRule, {
    handle: (ctx, { params, body }) => decideForSchool(ctx, params.schoolUai, { ...body, startsOn: body.startsOn }),
    done: (ctx, { startsOn }, { params }) => {
      ctx.flash(texts[ctx.locale].school.saved(dayInWords(startsOn, ctx.locale)));
      return addressOf(contract.showSchoolRules, { schoolUai: params.schoolUai });
    },
    refused: async (ctx, refusal, raw) => {
      const refused = refusedDay(ctx, refusal, raw);
      const answer = await readSchoolRules(signedIn(ctx, refusal), raw.params.schoolUai ?? '');
      return schoolRulesPage(signedIn(ctx, refusal), answer, keyOf(raw), refused);
    },
  }),
  route(contract.showDefaultRules, {
    handle: (ctx, { query }) => readDefaultRules(ctx, query.stage),
    page: (ctx, answer, { query }) => defaultRulesPage(ctx, answer, query.change),
  }),
  route(contract.decideDefaultRule, {
    handle: async (ctx, { body }) => ({
      ...(await decideForAll(ctx, body.stage, { ...body, startsOn: body.startsOn })),
      stage: body.stage,
    }),
    done: (ctx, { startsOn, stage }) => {
      const t = texts[ctx.locale];
      ctx.flash(t.platform.saved(t.stages[stage], dayInWords(startsOn, ctx.locale)));
      return addressOf(contract.showDefaultRules, {}, { stage });
    },
    refused: async (ctx, refusal, raw) => {
      const refused = refusedDay(ctx, refusal, raw);
      const stage = stages.find((one) => one === raw.body.stage) ?? 'elementary';
      return defaultRulesPage(
        signedIn(ctx, refusal),
        await readDefaultRules(signedIn(ctx, refusal), stage),
        keyOf(raw),
        refused,
      );
    },
  }),
  route(contract.simulateRules, { handle: (ctx, { query }) => simulate(ctx, query), page: simulatorPage }),
];

const keyOf = ({ body }: Raw): string => changeKey({ rule: body.rule ?? '', verb: body.verb ?? '' });

/** The form again with the day marked; any other refusal has its own page. */
function refusedDay({ locale }: Context, refusal: Refusal, { body }: Raw): Refused {
  const isAboutDay =
    refusal.code === 'directory.rule-in-the-past' || refusal.fields.some(({ field }) => field === 'startsOn');
  if (!isAboutDay) throw refusal;
  return { typed: body, message: texts[locale].refused.past };
}

function signedIn(ctx: Context, refusal: Refusal): SessionContext {
  if (ctx.actor === null) throw refusal;
  return ctx as SessionContext;
}
