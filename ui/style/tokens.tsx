/** Specimens of what everything is made of: colours with their contrasts, letters, densities, themes. */
import type { ReactElement } from 'react';
import { Avatar } from '../avatar.tsx';
import { Badge } from '../badge.tsx';
import { Actions, Button } from '../button.tsx';
import { TextField } from '../field.tsx';
import type { Density } from '../layout/document.tsx';
import { List, ListRow } from '../list.tsx';
import { Notice } from '../notice.tsx';
import { Table } from '../table.tsx';
import type { Pair } from '../tokens/contrast.ts';
import { pairsOf } from '../tokens/contrast.ts';
import type { ThemeName } from '../tokens/palette.ts';
import { accentNames, themeNames, themes } from '../tokens/palette.ts';
import type { Specimen } from './specimen.tsx';

const themeTitles: Record<ThemeName, string> = {
  light: 'Clair',
  dark: 'Sombre',
  sepia: 'Sépia',
  contrast: 'Contrasté',
};
const densityTitles: Record<Density, string> = {
  petits: 'Petits',
  eleve: 'Élève',
  famille: 'Famille',
  pro: 'Pro',
  gestion: 'Gestion',
};

const Swatch = ({ name, colour }: { name: string; colour: string }): ReactElement => (
  <li>
    <svg viewBox="0 0 64 40" aria-hidden="true">
      <rect width="64" height="40" rx="8" fill={colour} />
    </svg>
    <span>{name}</span>
    <small>{colour}</small>
  </li>
);

const colours = (): ReactElement => (
  <>
    {themeNames.map((name) => (
      <div key={name} className="case-ground" data-theme={name}>
        <h3>{themeTitles[name]}</h3>
        <ul className="swatches">
          {Object.entries(themes[name].tokens).map(([token, colour]) => (
            <Swatch key={token} name={token} colour={colour} />
          ))}
          {accentNames.map((accent) => (
            <Swatch key={accent} name={`accent ${accent}`} colour={themes[name].accents[accent][1]} />
          ))}
        </ul>
      </div>
    ))}
  </>
);

const contrasts = (): ReactElement => (
  <Table<Pair>
    caption="Contraste de chaque paire, thème clair"
    narrow="scroll"
    rows={pairsOf(themes.light)}
    rowKey={(pair) => `${pair.on}/${pair.over}`}
    columns={[
      { key: 'on', header: 'Couleur', namesRow: true, cell: (pair) => pair.on },
      { key: 'over', header: 'Sur', cell: (pair) => pair.over },
      { key: 'ratio', header: 'Contraste', numeric: true, cell: (pair) => pair.ratio.toFixed(2).replace('.', ',') },
      { key: 'least', header: 'Au moins', numeric: true, cell: (pair) => String(pair.least).replace('.', ',') },
      {
        key: 'verdict',
        header: 'Verdict',
        cell: (pair) =>
          pair.ratio >= pair.least ? (
            <Badge tone="mousse" icon="check">
              Tenu
            </Badge>
          ) : (
            <Badge tone="brique" icon="x">
              Insuffisant
            </Badge>
          ),
      },
    ]}
  />
);

const letters = (): ReactElement => (
  <div className="prose">
    <h3>Un titre de partie</h3>
    <p>
      Le texte courant tient en 68 caractères par ligne. <b>Ce qui compte est en gras</b>, un{' '}
      <a href="#lettres">lien se souligne</a>, et les chiffres 0123456789 ne se confondent pas avec les lettres O, l, I.
    </p>
    <p>
      <small>Les lettres d’ailleurs sont chez elles : Şükran, Łukasz, Đặng, Ñuñez, Ørjan.</small>
    </p>
    <ul>
      <li>une chose</li>
      <li>puis une autre</li>
    </ul>
  </div>
);

/** A small page of the most used parts, to see a density or a theme at work. */
const Excerpt = ({ prefix }: { prefix: string }): ReactElement => (
  <div className="stack">
    <Notice tone="success" title="Mot signé">
      <p>Mme Roux l’a reçu.</p>
    </Notice>
    <List>
      <ListRow
        title="Lina Benali"
        href={`#${prefix}`}
        subtitle="CM2"
        lead={<Avatar name="Lina Benali" animal="fox" />}
      />
      <ListRow
        title="Hélène Roux"
        href={`#${prefix}`}
        subtitle="Professeure"
        lead={<Avatar name="Hélène Roux" />}
        trail={<Badge tone="lagune">CM2</Badge>}
      />
    </List>
    <TextField idPrefix={prefix} name="name" label="Prénom" value="Lina" />
    <Actions>
      <Button>Enregistrer</Button>
      <Button variant="secondary">Annuler</Button>
    </Actions>
  </div>
);

const densities = (): ReactElement => (
  <div className="columns">
    {(Object.keys(densityTitles) as Density[]).map((density) => (
      <div key={density} id={`densite-${density}`} data-density={density}>
        <h3>{densityTitles[density]}</h3>
        <Excerpt prefix={`densite-${density}`} />
      </div>
    ))}
  </div>
);

const grounds = (): ReactElement => (
  <div className="columns">
    {themeNames.map((theme) => (
      <div key={theme} id={`theme-${theme}`} className="case-ground" data-theme={theme}>
        <h3>{themeTitles[theme]}</h3>
        <Excerpt prefix={`theme-${theme}`} />
      </div>
    ))}
  </div>
);

const accents = (): ReactElement => (
  <div className="columns">
    {accentNames.map((accent) => (
      <div key={accent} data-accent={accent} className="section-head">
        <h3>Accent {accent}</h3>
        <Badge tone="accent">Nouveau</Badge>
      </div>
    ))}
  </div>
);

export const tokens: readonly Specimen[] = [
  { id: 'couleurs', title: 'Couleurs', show: colours },
  { id: 'contrastes', title: 'Contrastes calculés', show: contrasts },
  { id: 'accents', title: 'Accents des écoles', show: accents },
  { id: 'lettres', title: 'Lettres', show: letters },
  { id: 'densites', title: 'Densités', show: densities },
  { id: 'themes', title: 'Thèmes', show: grounds },
];
