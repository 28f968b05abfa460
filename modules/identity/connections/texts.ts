import { defineTexts } from '../../../platform/texts/texts.ts';

/** One's own journal of connections. */
export const texts = defineTexts({
  fr: {
    title: 'Journal des connexions',
    lead: 'Les cent dernières entrées avec ce compte, et les services ouverts. Il se garde douze mois. Une entrée inconnue ? Mieux vaut changer de mot de passe.',
    none: 'Aucune connexion notée',
    noneText: 'Chaque entrée avec ce compte s’inscrira ici.',
    factorMissing: 'Code jamais donné : personne n’est entré',
    opened: (service: string) => `Ouverture de ${service}`,
    means: {
      password: 'mot de passe ou code',
      pictures: 'images',
      provider: 'un autre service',
      passkey: 'clé d’accès',
    },
    refused: 'Essais refusés',
    refusedText:
      'Les derniers essais avec ce compte qui n’ont pas marché, gardés trente jours. Ce qui a été tapé n’est jamais gardé.',
    visits: 'Aide à la connexion',
    visitsText: 'Qui a regardé pourquoi la connexion ne marchait pas, et sur quoi. Gardé douze mois.',
    byNumber: 'avec un numéro affiché dans un de vos navigateurs',
    somebody: 'L’assistance',
  },
  en: {
    title: 'Journal of connections',
    lead: 'The last hundred times this account was used to come in, and the services opened. It is kept for twelve months. One you do not know? Better change the password.',
    none: 'No connection noted',
    noneText: 'Each use of this account to come in will be written here.',
    factorMissing: 'Code never given: nobody came in',
    opened: (service: string) => `${service} opened`,
    means: { password: 'password or code', pictures: 'pictures', provider: 'another service', passkey: 'passkey' },
    refused: 'Refused tries',
    refusedText:
      'The last tries with this account that did not work, kept for thirty days. What was typed is never kept.',
    visits: 'Help to sign in',
    visitsText: 'Who looked why signing in did not work, and on what ground. Kept for twelve months.',
    byNumber: 'with a number shown in one of your browsers',
    somebody: 'Support',
  },
});
