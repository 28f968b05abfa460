/** Specimens of words and pictures: labels, figures, facts, empty states, faces, icons. Their French words are samples, not texts. */
import type { ReactElement } from 'react';
import type { RichText } from '../../platform/rich-text/model.ts';
import { Avatar } from '../avatar.tsx';
import { Badge, Count } from '../badge.tsx';
import { LinkButton } from '../button.tsx';
import { Details } from '../disclosure.tsx';
import { animalNames, Drawing, sceneNames } from '../drawing.tsx';
import { EmptyState } from '../empty-state.tsx';
import { DefinitionList, Progress, Stat, Stats } from '../facts.tsx';
import { Icon } from '../icon.tsx';
import { iconNames } from '../icon-names.ts';
import { RichTextView } from '../rich-text.tsx';
import { Translated } from '../translated.tsx';
import { Case, lina, type Specimen } from './specimen.tsx';

const sample: RichText = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Sortie au lac' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Le car part ' },
        { type: 'text', text: 'à 8 h précises', marks: [{ type: 'bold' }] },
        { type: 'text', text: '. Tout est dans ' },
        { type: 'text', text: 'le programme', marks: [{ type: 'link', attrs: { href: 'https://ecole.example/lac' } }] },
        { type: 'text', text: '.' },
      ],
    },
    {
      type: 'bulletList',
      content: ['des bottes', 'un goûter'].map((text) => ({
        type: 'listItem',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      })),
    },
    {
      type: 'orderedList',
      attrs: { start: 1 },
      content: ['Rendez-vous devant le portail', 'Retour à 16 h 30'].map((text) => ({
        type: 'listItem',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      })),
    },
    {
      type: 'blockquote',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'On a vu un héron !', marks: [{ type: 'italic' }] }] },
      ],
    },
    { type: 'paragraph', content: [{ type: 'text', text: 'الموعد أمام المدرسة على الساعة الثامنة.' }] },
    { type: 'image', attrs: { file: 'none', alt: 'Le lac au printemps' } },
  ],
};

const written = (): ReactElement => <RichTextView text={sample} />;

const told = (text: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const translated = (): ReactElement => (
  <>
    <Case name="En arabe, de droite à gauche, pas encore relue">
      <Translated
        several
        under={2}
        words={told('Rendez-vous devant l’école à huit heures.')}
        language="ar"
        translation={{
          title: 'موعد',
          words: told('الموعد أمام المدرسة على الساعة الثامنة.'),
          isReviewed: false,
          isWhole: true,
          byMachine: false,
        }}
      />
    </Case>
    <Case name="Relue, en partie traduite">
      <Translated
        several
        under={2}
        words={told('Rendez-vous devant l’école à huit heures. Merci à tous.')}
        language="es"
        translation={{
          title: null,
          words: told('La cita es delante de la escuela a las ocho. Merci à tous.'),
          isReviewed: true,
          isWhole: false,
          byMachine: false,
        }}
      />
    </Case>
    <Case name="Par une machine">
      <Translated
        several
        under={2}
        words={told('Rendez-vous devant l’école à huit heures.')}
        language="en"
        translation={{
          title: null,
          words: told('We meet in front of the school at eight.'),
          isReviewed: false,
          isWhole: true,
          byMachine: true,
        }}
      />
    </Case>
  </>
);

const words = (): ReactElement => (
  <>
    <Case name="Étiquettes et compteurs">
      <div className="cluster">
        <Badge>Neutre</Badge>
        <Badge tone="lagune" icon="school">
          CM2
        </Badge>
        <Badge tone="accent">Nouveau</Badge>
        <Badge tone="myrtille">Périscolaire</Badge>
        <Badge tone="mousse" icon="check">
          Signé
        </Badge>
        <Badge tone="miel" icon="clock">
          À activer
        </Badge>
        <Badge tone="brique" icon="lock">
          Accès suspendu
        </Badge>
        <Badge tone="ciel" icon="info">
          Information
        </Badge>
        <Count value={3} />
        <Count value={120} />
      </div>
    </Case>
    <Case name="Chiffres et avancement">
      <div className="stack">
        <Stats>
          <Stat label="Élèves" value="188" hint="2 arrivés cette semaine" />
          <Stat label="Familles inscrites" value="96 %" hint="182 sur 188" href="#mots" />
          <Stat label="Classes" value="9" />
        </Stats>
        <Progress label="Familles inscrites" value={182} max={188} text="182 sur 188" />
        <Progress label="Espace occupé" value={93} max={100} text="9,3 Go sur 10 Go" tone="brique" />
      </div>
    </Case>
    <Case name="Ce que l’on sait">
      <DefinitionList
        columns
        items={[
          { term: 'Établissement', value: 'École élémentaire Jules-Ferry' },
          { term: 'UAI', value: '0699001A' },
          { term: 'Niveau', value: 'CM2' },
        ]}
      />
    </Case>
    <Case name="Plus, à la demande">
      <Details summary="Pourquoi ce champ ?">
        <p>Il sert à reconnaître un enfant qui change d’école.</p>
      </Details>
    </Case>
  </>
);

const states = (): ReactElement => (
  <>
    {sceneNames
      .filter((name) => name !== 'preau')
      .map((name) => (
        <EmptyState key={name} drawing={name} title={`Dessin « ${name} »`}>
          <p>Dire ce qui viendra ici, et de qui.</p>
        </EmptyState>
      ))}
    <EmptyState
      drawing="preau"
      title="Avec une action"
      action={
        <LinkButton variant="secondary" href="#vides">
          Inviter les familles
        </LinkButton>
      }
    />
  </>
);

const pictures = (): ReactElement => (
  <>
    <Case name="Initiales et animaux, en trois tailles">
      <div className="cluster">
        {(['small', 'normal', 'large'] as const).map((size) => (
          <span key={size} className="cluster">
            <Avatar name="Hélène Roux" size={size} />
            <Avatar {...lina} size={size} />
          </span>
        ))}
      </div>
    </Case>
    <Case name="Les seize animaux">
      <div className="cluster">
        {animalNames.map((name) => (
          <Avatar key={name} name={name} animal={name} />
        ))}
      </div>
    </Case>
    <Case name="Le logo">
      <Drawing name="logo" className="case-logo" />
    </Case>
    <Case name="Les icônes">
      <div className="cluster">
        {iconNames.map((name) => (
          <Icon key={name} name={name} label={name} />
        ))}
      </div>
    </Case>
  </>
);

export const wordsAndPictures: readonly Specimen[] = [
  { id: 'mots', title: 'Étiquettes, chiffres, faits', show: words },
  { id: 'texte', title: 'Un texte écrit par quelqu’un', show: written },
  { id: 'traduction', title: 'Un texte lu dans sa langue', show: translated },
  { id: 'vides', title: 'Quand il n’y a rien', show: states },
  { id: 'images', title: 'Visages, icônes', show: pictures },
];
