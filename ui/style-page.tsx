/** The living style page: every part in every state, as the people who build pages, and the tests, see it. */
import type { ReactElement } from 'react';
import type { Locale } from '../platform/texts/texts.ts';
import { MenuLink } from './disclosure.tsx';
import { AppShell } from './layout/app-shell.tsx';
import type { ReadingSettings } from './layout/document.tsx';
import { Document } from './layout/document.tsx';
import { ContextSwitch } from './navigation.tsx';
import { PageHeader, Section } from './page.tsx';
import { forms } from './style/forms.tsx';
import { parts } from './style/parts.tsx';
import { tokens } from './style/tokens.tsx';
import { wordsAndPictures } from './style/words.tsx';

export interface StylePageProps {
  /** Where the page is mounted: its own links add `?theme=…&density=…`. */
  path?: string | undefined;
  locale?: Locale | undefined;
  reading?: ReadingSettings | undefined;
}

const specimens = [...tokens, ...parts, ...wordsAndPictures, ...forms];

/** A whole document. `reading` usually comes from the query, so that one can look at each theme and density. */
export function StylePage({ path = '/style', locale = 'fr', reading = {} }: StylePageProps): ReactElement {
  return (
    <Document title="Papier et lagune" siteName="Préau" locale={locale} kind="app" reading={reading}>
      <AppShell
        brand={{ name: 'Préau', href: '/' }}
        destinations={[
          { label: 'Style', href: path, icon: 'palette', current: true },
          { label: 'Champs', href: `${path}#champs`, icon: 'pencil' },
          { label: 'Cartes', href: `${path}#cartes`, icon: 'layout-grid', count: 2 },
        ]}
        context={
          <ContextSwitch
            label="Thème de la page"
            items={[
              { label: 'Clair', icon: 'sun', href: `${path}?theme=light`, current: reading.theme === 'light' },
              { label: 'Sombre', icon: 'moon', href: `${path}?theme=dark`, current: reading.theme === 'dark' },
            ]}
          />
        }
        search={{ action: path, label: 'Chercher une personne', placeholder: 'Nom ou prénom' }}
        person={{
          name: 'Aminata Diallo',
          menuLabel: 'Mon compte',
          menu: (['petits', 'eleve', 'famille', 'pro', 'gestion'] as const).map((density) => (
            <MenuLink key={density} href={`${path}?density=${density}`} current={reading.density === density}>
              {density}
            </MenuLink>
          )),
        }}
        footer={[
          { label: 'Aide', href: '#aide' },
          { label: 'Signaler', href: '#signaler' },
          { label: 'Plan du site', href: '#plan' },
        ]}
      >
        <PageHeader
          title="Papier et lagune"
          subtitle="Le calme d’un bon cahier. Une seule couleur pour agir, un abricot pour le soleil, de l’encre pour lire."
        />
        {specimens.map(({ id, title, show: Show }) => (
          <Section key={id} id={id} title={title}>
            <Show />
          </Section>
        ))}
      </AppShell>
    </Document>
  );
}
