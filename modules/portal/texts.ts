import { defineTexts } from '../../platform/texts/texts.ts';

/** The sentences of the portal's own pages. */
export const texts = defineTexts({
  fr: {
    home: {
      title: 'Aujourd’hui',
      hello: (name: string) => `Bonjour ${name}`,
    },
    more: { title: 'Plus', help: 'Aide', helpDetail: 'Se connecter, trouver, comprendre' },
    legal: {
      publishedBy: 'Éditeur',
      director: 'Directeur ou directrice de la publication',
      hostedBy: 'Hébergeur',
    },
    siteMap: {
      title: 'Plan du site',
      pages: 'Vos pages',
      information: 'Informations',
      safety: 'Besoin d’aide ? Signaler',
      door: 'Entrer',
      signIn: 'Se connecter',
    },
  },
  en: {
    home: {
      title: 'Today',
      hello: (name: string) => `Hello ${name}`,
    },
    more: { title: 'More', help: 'Help', helpDetail: 'Sign in, find, understand' },
    legal: { publishedBy: 'Publisher', director: 'Publication director', hostedBy: 'Host' },
    siteMap: {
      title: 'Site map',
      pages: 'Your pages',
      information: 'Information',
      safety: 'Need help? Report',
      door: 'Come in',
      signIn: 'Sign in',
    },
  },
});
