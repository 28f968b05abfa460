import { isDone } from '../../../platform/assistants/step.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { HomeCard } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { Section } from '../../../ui/page.tsx';
import { showAssistant } from './contract.ts';
import { progressOf } from './progress.ts';
import { type Assistant, followedPlaces } from './read.ts';
import { texts } from './texts.ts';

/** From the first days of August to the end of the year, while something is left to do: then it is in the way. */
const isSeason = (today: string): boolean => today.slice(5, 7) >= '08';

/** On a head's home: how far the start of the year is, and the way on. */
export const progressCard = (assistant: Assistant): HomeCard => ({
  key: 'console.rentree',
  order: 25,
  shownTo: (ctx) => isSeason(ctx.actor.today) && followedPlaces(assistant.names, ctx).length > 0,
  async render(ctx, scope) {
    const { steps, names } = assistant;
    const t = texts[ctx.locale];
    const places = followedPlaces(names, ctx).filter((place) => !scope.school || place.key === scope.school);
    const at = { today: ctx.actor.today, now: ctx.now };
    const found = await progressOf(
      ctx.db,
      steps,
      at,
      places.map((place) => place.id),
    );
    const open = places
      .map((place) => {
        const own = found.get(place.id);
        return { place, done: steps.filter((step) => isDone(own?.get(step.key) ?? { done: 0, total: 0 })).length };
      })
      .filter(({ done }) => done < steps.length);
    if (open.length === 0) return null;
    return (
      <Section title={t.card}>
        {open.map(({ place, done }) => (
          <div key={place.id} className="stack">
            <Progress
              label={open.length > 1 ? place.label : t.title(steps.length)}
              value={done}
              max={steps.length}
              text={t.hint(done, steps.length)}
            />
            <p>
              <LinkButton href={addressOf(showAssistant, {}, { place: place.key })} variant="secondary">
                {t.go}
              </LinkButton>
            </p>
          </div>
        ))}
      </Section>
    );
  },
});
