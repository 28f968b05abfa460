import { Fragment } from 'react';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { HomeScope, Module } from '../../platform/module.ts';
import { weekdayInWords } from '../../platform/texts/days.ts';
import { PageHeader } from '../../ui/page.tsx';
import { texts } from './texts.ts';

/** "Aujourd'hui", made of the cards that the modules give. */
export function homePage(modules: readonly Module[]) {
  const cards = modules.flatMap((module) => module.homeCards ?? []).sort((a, b) => a.order - b.order);
  const frameOf = modules.find((module) => module.homeFrame)?.homeFrame;

  return async (ctx: SessionContext, _answer: object, { query }: { readonly query: HomeScope }): Promise<View> => {
    const t = texts[ctx.locale].home;
    const frame = await frameOf?.(ctx, query);
    const shown = cards.filter((card) => card.shownTo(ctx));
    const bodies = await Promise.all(shown.map((card) => card.render(ctx, query)));
    return {
      title: t.title,
      shell: 'app',
      destination: 'today',
      context: frame?.context,
      ...(frame?.density ? { density: frame.density } : {}),
      ...(frame?.live ? { live: frame.live } : {}),
      followsReader: true,
      body: (
        <>
          <PageHeader title={t.hello(nameOf(ctx))} above={<p>{weekdayInWords(ctx.actor.today, ctx.locale)}</p>} />
          {shown.map((card, rank) => (
            <Fragment key={card.key}>{bodies[rank]}</Fragment>
          ))}
        </>
      ),
    };
  };
}

/** One says "Awa" to a pupil and "Mme DIALLO" to an adult. */
function nameOf({ actor }: SessionContext): string {
  if (actor.roles.includes('pupil') || !actor.title) return actor.givenName ?? actor.displayName;
  return `${actor.title} ${actor.familyName}`;
}
