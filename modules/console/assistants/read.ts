import type { AssistantStep, StepProgress } from '../../../platform/assistants/step.ts';
import { isDone } from '../../../platform/assistants/step.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Module, Names } from '../../../platform/module.ts';
import type { Place } from '../../../platform/tables/table.ts';
import type { Door } from '../tables/read.ts';
import { showAssistant } from './contract.ts';
import { progressPolicy } from './policy.ts';
import { progressOf } from './progress.ts';
import { texts } from './texts.ts';

/** The one assistant there is. */
export const RENTREE = 'rentree';

export interface Assistant {
  readonly steps: readonly AssistantStep[];
  readonly names: Names;
}

/** The steps that the modules register, in their order. */
export const assistantOf = (modules: readonly Module[], names: Names): Assistant => ({
  names,
  steps: modules
    .flatMap((module) => module.assistantSteps ?? [])
    .filter((step) => step.assistant === RENTREE)
    .sort((a, b) => a.order - b.order),
});

const NOTHING: StepProgress = { done: 0, total: 0 };

/** Where a school is, step by step; for who does not follow it, it does not exist. Two statements at most. */
export async function readAssistant(
  { steps, names }: Assistant,
  ctx: SessionContext,
  key: string,
): Promise<Answer<typeof showAssistant>> {
  const { actor, locale, now } = ctx;
  const place = key === '' ? followedPlaces(names, ctx)[0] : await names.findPlace(ctx, key);
  if (!place || !progressPolicy.can(actor, 'see', { schoolId: place.id })) notFound();
  const found = (await progressOf(ctx.db, steps, { today: actor.today, now }, [place.id])).get(place.id);
  const shown = steps.map((step) => {
    const progress = found?.get(step.key) ?? NOTHING;
    return {
      key: step.key,
      title: step.title(locale),
      why: step.why(locale),
      icon: step.icon,
      count: step.count(progress, locale),
      ...progress,
      isDone: isDone(progress),
      action: step.action(ctx, place, progress),
    };
  });
  return {
    place: { key: place.key, label: place.label },
    done: shown.filter((step) => step.isDone).length,
    steps: shown,
  };
}

/** The schools whose steps the actor follows as their head. */
export const followedPlaces = (names: Names, ctx: SessionContext): Place[] =>
  names.ownPlaces(ctx).filter((place) => progressPolicy.can(ctx.actor, 'see', { schoolId: place.id }));

/** The assistants that the actor may open. */
export function assistantDoors({ steps, names }: Assistant, ctx: SessionContext): Door[] {
  const t = texts[ctx.locale];
  const places = followedPlaces(names, ctx);
  const door = { key: 'rentree', icon: 'list-checks', label: t.title(steps.length), detail: t.detail };
  const own = places.map((place) => ({
    ...door,
    label: places.length > 1 ? `${door.label} · ${place.label}` : door.label,
    href: addressOf(showAssistant, {}, { place: place.key }),
  }));
  const all = progressPolicy.can(ctx.actor, 'see', {})
    ? [{ ...door, label: t.everywhere, detail: t.everywhereDetail, href: everySchoolAddress(steps) }]
    : [];
  return [...own, ...all];
}

/** The table of schools with the columns of the steps, those furthest behind first. */
const everySchoolAddress = (steps: readonly AssistantStep[]): string =>
  `/console/tables/schools?${new URLSearchParams({
    sort: 'rentree',
    columns: ['name', 'commune', 'rentree', ...steps.map((step) => `rentree-${step.key}`), 'rentree-at'].join(','),
  })}`;
