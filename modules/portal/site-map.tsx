import type { ReactElement } from 'react';
import type { Context, SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { Module } from '../../platform/module.ts';
import { PageHeader, Section } from '../../ui/page.tsx';
import { texts } from './texts.ts';
import { legalTexts } from './texts-legal.ts';

interface Way {
  readonly label: string;
  readonly href: string;
}

/** Every page that this reader can reach: inside a session their own, otherwise the way in; and the information for all. */
export function siteMapPage(modules: readonly Module[]) {
  return (ctx: Context): View => {
    const t = texts[ctx.locale].siteMap;
    const legal = legalTexts[ctx.locale];
    const inside = ctx.actor && ctx.session ? ownPages(modules, ctx as SessionContext) : [];
    return {
      title: t.title,
      shell: 'reading',
      body: (
        <>
          <PageHeader title={t.title} />
          {inside.length > 0 ? (
            <Ways title={t.pages} ways={inside} />
          ) : (
            <Ways title={t.door} ways={[{ label: t.signIn, href: '/sign-in' }]} />
          )}
          <Ways
            title={t.information}
            ways={[
              { label: legal.help.title, href: '/help' },
              { label: t.safety, href: '/safety' },
              { label: legal.legalNotice.title, href: '/legal-notice' },
              { label: legal.privacy.title, href: '/privacy' },
              { label: legal.accessibility.title, href: '/accessibility' },
            ]}
          />
        </>
      ),
    };
  };
}

function ownPages(modules: readonly Module[], ctx: SessionContext): Way[] {
  const ways = modules.flatMap((module) => [
    ...(module.destinations ?? [])
      .filter((entry) => entry.shownTo(ctx))
      .map((entry) => ({ label: entry.label(ctx), href: entry.href })),
    ...(module.tiles ?? [])
      .filter((entry) => entry.shownTo(ctx))
      .map((entry) => ({ label: entry.label(ctx.locale), href: entry.href })),
    ...(module.menu ?? [])
      .filter((entry) => entry.method !== 'post' && (entry.shownTo?.(ctx) ?? true))
      .map((entry) => ({ label: entry.label(ctx.locale), href: entry.href })),
  ]);
  return [...new Map(ways.map((way) => [way.href, way])).values()];
}

function Ways({ title, ways }: { title: string; ways: readonly Way[] }): ReactElement {
  return (
    <Section title={title}>
      <ul>
        {ways.map((way) => (
          <li key={way.href}>
            <a className="alone" href={way.href}>
              {way.label}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
