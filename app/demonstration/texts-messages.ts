/** The people of the demonstration who write. */
export type DemoAuthor =
  | 'pupil'
  | 'collegePupil'
  | 'guardian'
  | 'teacher'
  | 'college'
  | 'head'
  | 'cpe'
  | 'afterSchool'
  | 'commune'
  | 'operator';

interface DemoMessage {
  readonly key: string;
  readonly from: DemoAuthor;
  /** People of the demonstration; `families`, `staff`: those of the author's nearest class or school. */
  readonly to: readonly (DemoAuthor | 'families' | 'staff')[];
  readonly subject: string;
  readonly text: string;
  readonly hoursAgo: number;
  readonly answers?: string;
}

/** The letters of the demonstration, the oldest first. */
export const demoMessages: readonly DemoMessage[] = [
  {
    key: 'welcome',
    from: 'operator',
    to: ['head', 'commune', 'cpe'],
    subject: 'La messagerie est ouverte',
    text: 'Bonjour,\n\nLa messagerie de Préau est ouverte dans vos établissements. Les messages écrits le soir et le week-end partent à la réouverture : personne n’est dérangé.\n\nBonne rentrée à toutes et à tous.',
    hoursAgo: 190,
  },
  {
    key: 'council',
    from: 'head',
    to: ['staff'],
    subject: 'Conseil d’école de jeudi',
    text: 'Chers collègues,\n\nLe conseil d’école se tient jeudi à 18 h en salle des maîtres. Ordre du jour :\n\n- vote du règlement intérieur\n- bilan de la rentrée\n- projet de jardin avec la commune\n\nMerci de me dire si un point manque.',
    hoursAgo: 150,
  },
  {
    key: 'council-answer',
    from: 'teacher',
    to: ['head'],
    subject: 'Re : Conseil d’école de jeudi',
    text: 'Peut-on ajouter la sortie au musée des trois classes de cycle 2 ? Le bus est à réserver avant vendredi.',
    hoursAgo: 148,
    answers: 'council',
  },
  {
    key: 'garden',
    from: 'commune',
    to: ['head'],
    subject: 'Jardin de l’école',
    text: 'Bonjour Monsieur Benali,\n\nLes services techniques peuvent livrer la terre et les bacs la semaine prochaine. Quel jour vous arrange ?',
    hoursAgo: 126,
  },
  {
    key: 'pool',
    from: 'teacher',
    to: ['families'],
    subject: 'Piscine à partir de mardi',
    text: 'Bonjour à toutes et à tous,\n\nLa classe va à la piscine chaque mardi matin, jusqu’aux vacances. Dans un sac marqué au nom de l’enfant :\n\n- un maillot de bain et un bonnet\n- une serviette\n- un petit goûter pour le retour\n\nLe départ est à 8 h 45.',
    hoursAgo: 100,
  },
  {
    key: 'meeting',
    from: 'guardian',
    to: ['teacher'],
    subject: 'Rendez-vous',
    text: 'Bonjour Madame Roux,\n\nPourrions-nous nous voir un soir de cette semaine, après la classe ? Je voudrais parler de la lecture.\n\nMerci beaucoup.',
    hoursAgo: 76,
  },
  {
    key: 'meeting-answer',
    from: 'teacher',
    to: ['guardian'],
    subject: 'Re : Rendez-vous',
    text: 'Bonjour Madame Diallo,\n\nAvec plaisir : jeudi à 16 h 45, dans la classe. Dites-moi si cela convient.',
    hoursAgo: 73,
    answers: 'meeting',
  },
  {
    key: 'late',
    from: 'cpe',
    to: ['guardian'],
    subject: 'Trois retards cette quinzaine',
    text: 'Bonjour Madame,\n\nIbrahim est arrivé trois fois après la sonnerie de 8 h. Y a-t-il un souci de bus ? Nous pouvons en parler quand vous voulez.',
    hoursAgo: 52,
  },
  {
    key: 'talk',
    from: 'college',
    to: ['collegePupil'],
    subject: 'Ton exposé',
    text: 'Bonjour Ibrahim,\n\nTon plan est bon. Ajoute une carte et garde cinq minutes pour les questions. Tu passes lundi.',
    hoursAgo: 50,
  },
  {
    key: 'workshop',
    from: 'afterSchool',
    to: ['guardian'],
    subject: 'Atelier cirque',
    text: 'Bonjour,\n\nIl reste deux places à l’atelier cirque du vendredi soir, jusqu’à 18 h. Dites-moi si vos enfants veulent venir.',
    hoursAgo: 28,
  },
  {
    key: 'drawing',
    from: 'pupil',
    to: ['guardian'],
    subject: 'Mon dessin est affiché',
    text: 'Maman, la maîtresse a affiché mon dessin dans le couloir !',
    hoursAgo: 27,
  },
  {
    key: 'history',
    from: 'cpe',
    to: ['college'],
    subject: 'Salle B203',
    text: 'Bonjour Julien, le vidéoprojecteur est réparé. La salle est à toi demain matin.',
    hoursAgo: 26,
  },
];
