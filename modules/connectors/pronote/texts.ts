import { defineTexts } from '../../../platform/texts/texts.ts';

/** What PRONOTE says, on the home page. */
export const texts = defineTexts({
  fr: {
    title: 'PRONOTE',
    see: 'Voir ce que dit PRONOTE',
    open: 'Ouvrir PRONOTE',
    openPage: (name: string) => `Dans PRONOTE : ${name}`,
    homework: 'Travail à faire',
    noHomework: 'Rien à faire pour les jours qui viennent.',
    due: (subject: string, day: string) => `${subject}, pour ${day}`,
    marks: 'Dernières notes',
    mark: (mark: string, scale: string) => (scale === '' ? mark : `${mark} / ${scale}`),
    unexplained: (count: number) =>
      count > 1 ? `${count} absences ou retards à justifier` : 'Une absence ou un retard à justifier',
    none: 'Aucun de vos établissements n’a ouvert de PRONOTE pour vous.',
    silent: 'PRONOTE n’a rien dit cette fois-ci. Il s’ouvre quand même d’ici.',
  },
  en: {
    title: 'PRONOTE',
    see: 'See what PRONOTE says',
    open: 'Open PRONOTE',
    openPage: (name: string) => `In PRONOTE: ${name}`,
    homework: 'Homework',
    noHomework: 'Nothing to do for the days to come.',
    due: (subject: string, day: string) => `${subject}, for ${day}`,
    marks: 'Last marks',
    mark: (mark: string, scale: string) => (scale === '' ? mark : `${mark} / ${scale}`),
    unexplained: (count: number) =>
      count > 1 ? `${count} absences or delays to explain` : 'One absence or delay to explain',
    none: 'None of your schools opened a PRONOTE for you.',
    silent: 'PRONOTE said nothing this time. It opens from here all the same.',
  },
});
