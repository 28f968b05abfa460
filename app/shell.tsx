import type { ReactElement, ReactNode } from 'react';
import type { PortalBoard } from '../modules/portal/index.ts';
import type { Refusal } from '../platform/contract/refusal.ts';
import { type Counts, readCounts } from '../platform/http/badges.ts';
import { type Context, isSignedIn, type SessionContext } from '../platform/http/context.ts';
import { takeFlash } from '../platform/http/request-context.ts';
import type { View } from '../platform/http/view.ts';
import type { Live } from '../platform/live/live.ts';
import type { DestinationEntry, MenuEntry, Module } from '../platform/module.ts';
import { locales } from '../platform/texts/texts.ts';
import { animalOf } from '../ui/avatar.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { MenuButton, MenuLink } from '../ui/disclosure.tsx';
import { Hidden } from '../ui/form.tsx';
import { iconOf } from '../ui/icon-names.ts';
import { AppShell } from '../ui/layout/app-shell.tsx';
import { BareShell } from '../ui/layout/bare-shell.tsx';
import { type Density, Document, renderDocument } from '../ui/layout/document.tsx';
import type { FooterLink } from '../ui/layout/footer.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page.tsx';
import { texts } from './texts-shell.ts';

/** What the modules add to every page, read once. */
interface Registered {
  readonly destinations: readonly DestinationEntry[];
  readonly menu: readonly MenuEntry[];
}

/** The renderer of whole documents: a module's view inside the shell made of what the modules registered. */
export function documentRenderer(modules: readonly Module[], liveAddress?: Live['address'], board?: PortalBoard) {
  const byOrder = (a: { readonly order: number }, b: { readonly order: number }): number => a.order - b.order;
  const registered: Registered = {
    destinations: modules.flatMap((module) => module.destinations ?? []).sort(byOrder),
    menu: modules.flatMap((module) => module.menu ?? []).sort(byOrder),
  };
  return async (view: View, ctx: Context): Promise<string> => {
    const little = view.shell === 'little';
    const signedIn = isSignedIn(ctx) && view.shell !== 'door' && !little ? ctx : null;
    const counts = signedIn ? await readCounts(signedIn) : NOTHING;
    return renderDocument(
      <Document
        title={view.title}
        siteName={texts[ctx.locale].siteName}
        locale={ctx.locale}
        kind={little ? 'little' : signedIn ? 'app' : 'public'}
        reading={{
          accent: board?.accentOf(ctx),
          ...ctx.reading,
          density: view.density ?? (signedIn ? densityOf(signedIn) : 'famille'),
        }}
        live={
          signedIn && !signedIn.viewing && liveAddress
            ? liveAddress(view.live ?? [], signedIn.session.id, ctx.now)
            : undefined
        }
        followsReader={view.followsReader}
        sessionExpires={signedIn?.session.expiresAt.toISOString()}
        draftOwner={signedIn?.viewing ? undefined : signedIn?.actor.uid}
        sharedDevice={signedIn?.session.isShared}
        leadsTo={view.leadsTo}
        leadsAfter={view.leadsAfter}
        sendsItself={view.sendsItself}
        script={view.script}
      >
        {little
          ? view.body
          : signedIn
            ? inside(view, signedIn, registered, { counts, banner: board?.render(ctx) })
            : outside(view, ctx, board?.render(ctx))}
      </Document>,
    );
  };
}

const NOTHING: Counts = new Map();

function inside(
  view: View,
  ctx: SessionContext,
  registered: Registered,
  { counts, banner }: { readonly counts: Counts; readonly banner: ReactNode },
): ReactElement {
  const t = texts[ctx.locale];
  const { actor } = ctx;
  return (
    <AppShell
      brand={{ name: t.siteName, href: '/' }}
      destinations={registered.destinations
        .filter((entry) => entry.shownTo(ctx))
        .slice(0, 5)
        .map((entry) => ({
          label: entry.label(ctx),
          href: entry.href,
          icon: iconOf(entry.icon),
          current: entry.key === view.destination,
          key: entry.key,
          count: counts.get(entry.key),
        }))}
      context={view.context}
      search={ctx.viewing ? undefined : { action: '/people', label: t.searchLabel, placeholder: t.searchPlaceholder }}
      person={{
        name: actor.displayName,
        animal: actor.roles.includes('pupil') ? animalOf(actor.uid) : undefined,
        menuLabel: t.menuLabel(actor.displayName),
        menu: menuOf(registered, ctx).map((entry) => menuLine(entry, ctx)),
      }}
      footer={footerLinks(ctx)}
      banner={
        <>
          <ViewingNotice ctx={ctx} />
          {banner}
        </>
      }
      status={takeFlash(ctx)}
    >
      {view.body}
    </AppShell>
  );
}

function outside(view: View, ctx: Context, banner?: ReactNode): ReactElement {
  const t = texts[ctx.locale];
  return (
    <BareShell
      brand={{ name: t.siteName, href: '/' }}
      footer={footerLinks(ctx)}
      layout={view.shell === 'door' ? 'door' : 'reading'}
      aside={<OtherLanguage ctx={ctx} />}
      banner={banner}
      status={takeFlash(ctx)}
    >
      {view.body}
    </BareShell>
  );
}

/** Whoever looks in somebody's place finds nothing of that person's own menu. */
const menuOf = ({ menu }: Registered, ctx: SessionContext): readonly MenuEntry[] =>
  menu.filter((entry) => (ctx.viewing ? entry.method === 'post' : (entry.shownTo?.(ctx) ?? true)));

/** On every page of a view in somebody's place: in whose, how long still, and the way out. */
function ViewingNotice({ ctx }: { ctx: SessionContext }): ReactElement | null {
  const { viewing, actor, now, locale } = ctx;
  if (!viewing) return null;
  const t = texts[locale].viewing;
  const minutes = Math.max(1, Math.ceil((viewing.until.getTime() - now.getTime()) / 60_000));
  return (
    <Notice
      tone="attention"
      title={t.title(actor.displayName)}
      action={
        <form action={viewing.endAddress} method="post" data-turbo="false">
          <Button>{t.end}</Button>
        </form>
      }
    >
      <p>{t.text(minutes)}</p>
    </Notice>
  );
}

/** One other language: said in that language, kept in this browser. */
function OtherLanguage({ ctx }: { ctx: Context }): ReactElement {
  const other = locales.find((known) => known !== ctx.locale) ?? 'fr';
  return (
    <form action="/language" method="post">
      <Hidden name="locale" value={other} />
      <Hidden name="next" value={ctx.url} />
      <Button variant="quiet" size="small" icon="languages">
        <span lang={other}>{texts[ctx.locale].otherLanguage}</span>
      </Button>
    </form>
  );
}

function menuLine(entry: MenuEntry, ctx: SessionContext): ReactNode {
  const label = entry.label(ctx.locale);
  return entry.method === 'post' ? (
    <MenuButton key={entry.key} action={entry.href} icon={iconOf(entry.icon)}>
      {label}
    </MenuButton>
  ) : (
    <MenuLink key={entry.key} href={entry.href} icon={iconOf(entry.icon)}>
      {label}
    </MenuLink>
  );
}

/** What the law and kindness ask for on every page. */
function footerLinks(ctx: Context): FooterLink[] {
  const { footer } = texts[ctx.locale];
  const path = ctx.url.split('?')[0];
  const link = (label: string, href: string): FooterLink => ({ label, href, current: path === href });
  return [
    link(footer.help, '/help'),
    link(footer.report, '/safety'),
    link(footer.legal, '/legal-notice'),
    link(footer.privacy, '/privacy'),
    link(footer.accessibility, '/accessibility'),
    link(footer.siteMap, '/site-map'),
  ];
}

/** How dense the page is, by who reads it: the administration's tables, staff, pupils, families. */
function densityOf({ actor }: SessionContext): Density {
  const is = (...roles: readonly string[]): boolean => roles.some((role) => actor.roles.includes(role));
  if (is('platform', 'commune', 'academy')) return 'gestion';
  if (is('teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school')) return 'pro';
  if (is('pupil')) return 'eleve';
  return 'famille';
}

/** The renderer of refusals that no form caught and of defects: what happened, what to do, the way home. */
export function problemRenderer(modules: readonly Module[]) {
  return (refusal: Refusal, status: number, ctx: Context): View => {
    const { problem } = texts[ctx.locale];
    const sentence = modules.map((module) => module.refusalTexts?.[ctx.locale][refusal.code]).find(Boolean);
    const known = Object.hasOwn(problem, refusal.code) ? problem[refusal.code as 'platform.defect'] : undefined;
    const words = known ?? problem[status >= 500 ? 'platform.defect' : 'platform.invalid-input'];
    return {
      title: words.title,
      shell: 'reading',
      status,
      body: (
        <>
          <PageHeader title={words.title} />
          <p>{sentence ?? words.text}</p>
          {status >= 500 && <p>{problem.reference(ctx.requestId)}</p>}
          <LinkButton href="/">{problem.backHome}</LinkButton>
        </>
      ),
    };
  };
}
