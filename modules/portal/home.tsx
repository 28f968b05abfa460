import type { ReactElement } from 'react';
import { Fragment } from 'react';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { HomeScope, Module } from '../../platform/module.ts';
import { weekdayInWords } from '../../platform/texts/days.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader, Section } from '../../ui/page.tsx';
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
      body: (
        <>
          <PageHeader title={t.hello(nameOf(ctx))} above={<p>{weekdayInWords(ctx.actor.today, ctx.locale)}</p>} />
          {shown.map((card, rank) => (
            <Fragment key={card.key}>{bodies[rank]}</Fragment>
          ))}
          {comingFor(ctx)}
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

/** Those whose day the school's news and messages will fill. */
const WORKING_WITH_PUPILS: ReadonlySet<string> = new Set([
  'teacher',
  'head',
  'school_life',
  'librarian',
  'after_school',
]);

/** What this page will hold once the school uses it: said only to those for whom the school will write. */
function comingFor({ actor, locale }: SessionContext): ReactElement | null {
  const t = texts[locale].home;
  const isPupil = actor.roles.includes('pupil');
  if (!isPupil && !actor.roles.includes('guardian')) {
    if (!actor.roles.some((role) => WORKING_WITH_PUPILS.has(role))) return null;
    return (
      <Section title={t.news}>
        <EmptyState drawing="all-done" title={t.noNews}>
          <p>{t.comingForStaff}</p>
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title={t.todo}>
      <EmptyState drawing="all-done" title={isPupil ? t.nothingForPupil : t.nothing}>
        <p>{isPupil ? t.comingForPupil : t.coming}</p>
      </EmptyState>
    </Section>
  );
}
