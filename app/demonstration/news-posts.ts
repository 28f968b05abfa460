import type { AudienceRole } from '../../modules/directory/index.ts';
import type { drawings } from './drawings.ts';

/** Something that the people of the demonstration told. */
export interface DemoPost {
  /** Who, by the name that the demonstration announces. */
  readonly by: string;
  readonly place: 'group' | 'school' | 'commune' | 'platform';
  /** A word of the circle's label, where its author has several. */
  readonly label?: string;
  readonly roles: readonly AudienceRole[];
  /** Days of class before now. */
  readonly daysAgo: number;
  readonly hour?: number;
  readonly title: string;
  readonly text: string;
  readonly pictures?: readonly (keyof typeof drawings)[];
  readonly alt?: string;
  readonly event?: { readonly inDays: number; readonly from: string; readonly until: string; readonly place: string };
  readonly poll?: { readonly question: string; readonly answers: readonly string[]; readonly several: boolean };
  readonly asksReading?: boolean;
  readonly reactions?: boolean;
  readonly comments?: boolean;
  readonly isPublic?: boolean;
  readonly pinned?: boolean;
  readonly isDraft?: boolean;
  readonly lastsDays?: number;
}

const CLASS = ['families', 'pupils'] as const;

/** The oldest first. Their French words are samples, not texts of the product. */
export const demoPosts: readonly DemoPost[] = [
  {
    by: 'Karim BENALI',
    place: 'school',
    roles: ['families'],
    daysAgo: 12,
    title: 'Portes ouvertes de l’école',
    text: 'Venez découvrir les classes, la bibliothèque et la cour avec les maîtres et les maîtresses.\n\nLes futurs élèves de petite section sont les bienvenus.',
    pictures: ['ecole'],
    alt: 'Le dessin d’une école au toit rouge, sous un ciel clair',
    event: { inDays: 34, from: '09:00', until: '12:00', place: 'Entrée par la cour' },
    isPublic: true,
  },
  {
    by: 'Hélène GARNIER',
    place: 'commune',
    roles: ['families'],
    daysAgo: 10,
    title: 'Stationnement devant les écoles',
    text: 'La rue est fermée aux voitures de 8 h 15 à 8 h 45 et de 16 h 15 à 16 h 45.\n\nUn dépose-minute est ouvert place de la mairie, à trois minutes à pied.',
  },
  {
    by: 'Sofia FERREIRA',
    place: 'school',
    roles: ['families'],
    daysAgo: 9,
    title: 'Bourses de collège : il est encore temps',
    text: 'La demande se fait en ligne. Une permanence vous aide à la remplir :\n\n- mardi de 16 h à 18 h ;\n- jeudi de 12 h à 14 h.\n\nApportez votre dernier avis d’imposition.',
    lastsDays: 40,
    asksReading: true,
  },
  {
    by: 'Claire ROUX',
    place: 'group',
    roles: CLASS,
    daysAgo: 8,
    title: 'La piscine, chaque jeudi',
    text: 'Dans le sac :\n\n- un maillot et un bonnet ;\n- une serviette ;\n- un goûter pour le retour.\n\nLe car part à 13 h 40.',
    pinned: true,
    asksReading: true,
  },
  {
    by: 'Nadia LOPES',
    place: 'school',
    roles: ['families'],
    daysAgo: 7,
    title: 'Atelier cirque, le vendredi soir',
    text: 'De 16 h 30 à 17 h 45 : jonglage, équilibre et clown. Il reste huit places. Réponse par retour de message.',
    pictures: ['cirque'],
    alt: 'Un chapiteau rayé et trois balles de jonglage, dessinés',
    reactions: true,
  },
  {
    by: 'Julien PETIT',
    place: 'group',
    label: '5B',
    roles: CLASS,
    daysAgo: 6,
    title: 'Sortie géologie : lire un paysage',
    text: 'Nous partons à pied observer les roches du plateau. Prévoir de bonnes chaussures, un vêtement de pluie et le carnet de terrain.',
    pictures: ['roches'],
    alt: 'Des collines et leurs couches de roches, dessinées',
    event: { inDays: 18, from: '08:30', until: '16:30', place: 'Rendez-vous devant le collège' },
  },
  {
    by: 'Karim BENALI',
    place: 'group',
    label: 'BENALI',
    roles: CLASS,
    daysAgo: 5,
    title: 'Les exposés sur les volcans',
    text: 'Bravo aux six groupes ! Les maquettes restent dans le couloir jusqu’aux vacances. Entrez les voir après 16 h 30.',
    pictures: ['volcan'],
    alt: 'Le dessin d’un volcan qui fume',
    reactions: true,
    comments: true,
  },
  {
    by: 'Claire ROUX',
    place: 'group',
    roles: CLASS,
    daysAgo: 4,
    hour: 17,
    title: 'Nos semis ont germé',
    text: 'Radis, lentilles et haricots : chacun a semé, arrosé et mesuré. Les premiers radis ont sorti deux feuilles ce matin.',
    pictures: ['semis'],
    alt: 'Trois pots de terre où poussent de jeunes plantes, dessinés',
    reactions: true,
  },
  {
    by: 'Thomas VIDAL',
    place: 'platform',
    roles: ['staff'],
    daysAgo: 4,
    title: 'Les actualités sont ouvertes',
    text: 'Vous pouvez publier pour vos classes et vos établissements. En dehors des heures d’ouverture, ce que vous écrivez part au prochain matin.',
  },
  {
    by: 'Sofia FERREIRA',
    place: 'school',
    roles: ['families'],
    daysAgo: 3,
    title: 'Rencontre avec les professeurs',
    text: 'Chaque famille rencontre le professeur principal. Les créneaux seront proposés la semaine prochaine.',
    event: { inDays: 12, from: '17:00', until: '20:00', place: 'Collège, bâtiment A' },
    asksReading: true,
  },
  {
    by: 'Karim BENALI',
    place: 'school',
    roles: ['families', 'staff'],
    daysAgo: 3,
    title: 'Conseil d’école',
    text: 'À l’ordre du jour : le règlement de la cour, la cantine, les projets de l’année. Vos questions sont à donner aux parents élus.',
    event: { inDays: 9, from: '18:00', until: '20:00', place: 'Bibliothèque' },
    asksReading: true,
  },
  {
    by: 'Claire ROUX',
    place: 'group',
    roles: ['families'],
    daysAgo: 2,
    title: 'Le goûter de fin d’année',
    text: 'Pour préparer sans gaspiller, dites-nous ce que vous pouvez apporter.',
    poll: {
      question: 'Qu’apportez-vous ?',
      answers: ['Des fruits', 'Un gâteau', 'Des boissons', 'De l’aide'],
      several: true,
    },
  },
  {
    by: 'Karim BENALI',
    place: 'school',
    roles: ['families'],
    daysAgo: 2,
    hour: 15,
    title: 'Marché des enfants',
    text: 'Dessins, biscuits et décorations faits en classe. L’argent sert à la classe de découverte.',
    pictures: ['marche'],
    alt: 'Un sapin décoré sur un fond de nuit, dessiné',
    event: { inDays: 20, from: '16:30', until: '18:30', place: 'Préau' },
    isPublic: true,
    reactions: true,
  },
  {
    by: 'Julien PETIT',
    place: 'group',
    label: '5B',
    roles: ['pupils'],
    daysAgo: 1,
    title: 'Club échecs : ça commence jeudi',
    text: 'Tous les jeudis de 12 h 45 à 13 h 30, salle B203. Débutants bienvenus : tu peux venir essayer une fois.',
    reactions: true,
  },
  {
    by: 'Claire ROUX',
    place: 'group',
    roles: CLASS,
    daysAgo: 0,
    title: 'Sortie à la ferme',
    text: 'Nous irons voir les brebis et le four à pain.',
    isDraft: true,
  },
];
