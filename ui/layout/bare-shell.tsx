import type { ReactElement, ReactNode } from 'react';
import { Drawing } from '../drawing.tsx';
import { SkipLinks } from '../navigation.tsx';
import { StatusRegion } from '../notice.tsx';
import { useTexts } from '../texts.ts';
import { Brand } from './brand.tsx';
import type { FooterLink } from './footer.tsx';
import { Footer } from './footer.tsx';

export interface BareShellProps {
  brand: { name: string; href: string };
  footer: readonly FooterLink[];
  /** Beside the brand: the choice of a language. */
  aside?: ReactNode | undefined;
  /** `door`: one narrow form, with the drawing of the préau. `reading`: a page of text. */
  layout?: 'door' | 'reading' | undefined;
  /** `Banner`s for everyone. */
  banner?: ReactNode | undefined;
  status?: ReactNode | undefined;
  children: ReactNode;
}

/** The frame of pages outside a session: signing in, legal pages, errors. No script, few bytes. */
export function BareShell({
  brand,
  footer,
  aside,
  layout = 'door',
  banner,
  status,
  children,
}: BareShellProps): ReactElement {
  const texts = useTexts();
  return (
    <div className={`bare bare-${layout}`}>
      <SkipLinks items={[{ label: texts.skipToContent, href: '#content' }]} />
      <header className="bare-header">
        <Brand {...brand} />
        {aside}
      </header>
      <main className="bare-main" id="content" tabIndex={-1}>
        {banner}
        <StatusRegion>{status}</StatusRegion>
        {children}
      </main>
      {layout === 'door' && <Drawing name="preau" className="bare-scene" />}
      <Footer links={footer} />
    </div>
  );
}
