import type { ReactElement } from 'react';
import { useTexts } from '../texts.ts';

export interface FooterLink {
  label: string;
  href: string;
  current?: boolean | undefined;
}

/** What the law and kindness ask to find on every page: help, report, legal notice, privacy, accessibility, site map. */
export function Footer({ links }: { links: readonly FooterLink[] }): ReactElement {
  const texts = useTexts();
  return (
    <footer className="footer">
      <nav aria-label={texts.footerNavigation}>
        {links.map((link) => (
          <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
            {link.label}
          </a>
        ))}
      </nav>
    </footer>
  );
}
