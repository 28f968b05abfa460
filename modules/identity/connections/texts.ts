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
  },
  en: {
    title: 'Journal of connections',
    lead: 'The last hundred times this account was used to come in, and the services opened. It is kept for twelve months. One you do not know? Better change the password.',
    none: 'No connection noted',
    noneText: 'Each use of this account to come in will be written here.',
    factorMissing: 'Code never given: nobody came in',
    opened: (service: string) => `${service} opened`,
    means: { password: 'password or code', pictures: 'pictures', provider: 'another service', passkey: 'passkey' },
  },
});
