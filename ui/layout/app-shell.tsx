import type { ReactElement, ReactNode } from 'react';
import type { AvatarProps } from '../avatar.tsx';
import { Avatar } from '../avatar.tsx';
import { Count } from '../badge.tsx';
import { Menu } from '../disclosure.tsx';
import type { IconName } from '../icon.tsx';
import { Icon } from '../icon.tsx';
import type { PeopleSearchProps } from '../islands/people-search.tsx';
import { PeopleSearch } from '../islands/people-search.tsx';
import { SkipLinks } from '../navigation.tsx';
import { StatusRegion } from '../notice.tsx';
import { useTexts } from '../texts.ts';
import { Brand } from './brand.tsx';
import type { FooterLink } from './footer.tsx';
import { Footer } from './footer.tsx';

export interface Destination {
  label: string;
  href: string;
  icon: IconName;
  current?: boolean | undefined;
  /** By which the page's script brings its count up to date. */
  key?: string | undefined;
  /** How many things wait there. */
  count?: number | undefined;
}

export interface AppShellProps {
  /** The product's or the territory's name, leading home. */
  brand: { name: string; href: string };
  /** Five at most, and only those that exist. */
  destinations: readonly Destination[];
  /** A `ContextSwitch`. */
  context?: ReactNode | undefined;
  /** Search for people, at the same place on every page. */
  search?: Omit<PeopleSearchProps, 'idPrefix'> | undefined;
  person: AvatarProps & {
    /** Read out for the menu: « Mon compte : Aminata Diallo ». */
    menuLabel: string;
    /** `MenuLink` and `MenuButton`. */
    menu: ReactNode;
  };
  footer: readonly FooterLink[];
  /** `Banner`s for everyone. */
  banner?: ReactNode | undefined;
  /** What the last action did; appears and is read out. */
  status?: ReactNode | undefined;
  children: ReactNode;
}

/** The frame of every page inside a session: the same places for the same things, on every screen. */
export function AppShell({
  brand,
  destinations,
  context,
  search,
  person,
  footer,
  banner,
  status,
  children,
}: AppShellProps): ReactElement {
  const texts = useTexts();
  return (
    <div className="shell">
      <SkipLinks
        items={[
          { label: texts.skipToContent, href: '#content' },
          { label: texts.skipToNavigation, href: '#menu' },
        ]}
      />
      <header className="shell-header">
        <Brand {...brand} />
        {context}
        {search && <PeopleSearch {...search} idPrefix="shell" />}
        <Menu label={person.menuLabel} summary={<Avatar name={person.name} animal={person.animal} />}>
          {person.menu}
        </Menu>
      </header>
      <nav className="rail" id="menu" aria-label={texts.mainNavigation} tabIndex={-1}>
        {destinations.map((destination) => (
          <a
            key={destination.href}
            href={destination.href}
            aria-current={destination.current ? 'page' : undefined}
            data-destination={destination.key}
          >
            <Icon name={destination.icon} />
            {destination.label}
            {destination.count ? <Count value={destination.count} /> : null}
          </a>
        ))}
      </nav>
      <main className="shell-main" id="content" tabIndex={-1}>
        {banner}
        <StatusRegion>{status}</StatusRegion>
        {children}
      </main>
      <Footer links={footer} />
    </div>
  );
}
