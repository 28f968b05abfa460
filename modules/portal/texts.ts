import { defineTexts } from '../../platform/texts/texts.ts';

/** The sentences of the portal's own pages. */
export const texts = defineTexts({
  fr: {
    home: {
      title: 'Aujourd’hui',
      hello: (name: string) => `Bonjour ${name}`,
      todo: 'À faire maintenant',
      nothing: 'Tout est à jour',
      coming: 'Les mots à signer et les devoirs s’afficheront ici dès que l’école les publiera.',
      nothingForPupil: 'Rien à faire pour l’instant',
      comingForPupil: 'Tes devoirs et les nouvelles de l’école s’afficheront ici.',
      news: 'Quoi de neuf',
      noNews: 'Rien de nouveau pour l’instant',
      comingForStaff: 'Les nouvelles de l’établissement et les messages des familles s’afficheront ici.',
    },
    more: { title: 'Plus', help: 'Aide', helpDetail: 'Se connecter, trouver, comprendre' },
    report: { label: 'Signaler', detail: 'Quelque chose ne va pas ? Qui prévenir' },
    legal: {
      publishedBy: 'Éditeur',
      director: 'Directeur ou directrice de la publication',
      hostedBy: 'Hébergeur',
    },
    siteMap: {
      title: 'Plan du site',
      pages: 'Vos pages',
      information: 'Informations',
      door: 'Entrer',
      signIn: 'Se connecter',
    },
  },
  en: {
    home: {
      title: 'Today',
      hello: (name: string) => `Hello ${name}`,
      todo: 'To do now',
      nothing: 'All is up to date',
      coming: 'Notes to sign and homework will be shown here as soon as the school publishes them.',
      nothingForPupil: 'Nothing to do for now',
      comingForPupil: 'Your homework and the news of the school will be shown here.',
      news: 'What is new',
      noNews: 'Nothing new for now',
      comingForStaff: 'The news of the school and the messages of families will be shown here.',
    },
    more: { title: 'More', help: 'Help', helpDetail: 'Sign in, find, understand' },
    report: { label: 'Report', detail: 'Something is wrong? Whom to tell' },
    legal: { publishedBy: 'Publisher', director: 'Publication director', hostedBy: 'Host' },
    siteMap: { title: 'Site map', pages: 'Your pages', information: 'Information', door: 'Come in', signIn: 'Sign in' },
  },
});
