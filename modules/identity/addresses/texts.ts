import { defineTexts } from '../../../platform/texts/texts.ts';

/** Confirming an address by the link of a mail. */
export const texts = defineTexts({
  fr: {
    title: 'Confirmer votre adresse',
    lead: 'Cette adresse vous servira à vous connecter et à retrouver un mot de passe oublié.',
    submit: 'Confirmer',
    done: 'Votre adresse est confirmée. Vous pouvez fermer cette page.',
    home: 'Aller à l’accueil',
    over: 'Ce lien a déjà servi ou date de plus de deux jours. Demandez-en un autre depuis « Mon compte ».',
    sent: (address: string) => `Un message part vers ${address} : suivez le lien qu’il contient.`,
    removed: 'L’adresse est retirée.',
    faulty: 'Cette adresse n’est pas complète. Elle ressemble à prenom@exemple.fr.',
    tooMany: (most: number) => `Un compte garde ${most} adresses au plus : retirez-en une d’abord.`,
  },
  en: {
    title: 'Confirm your address',
    lead: 'You will be able to sign in with it, and to get a forgotten password back.',
    submit: 'Confirm',
    done: 'Your address is confirmed. You may close this page.',
    home: 'Go to the home page',
    over: 'This link has been used or is more than two days old. Ask for another from “My account”.',
    sent: (address: string) => `A message is on its way to ${address}: follow the link in it.`,
    removed: 'The address is removed.',
    faulty: 'This address is not complete. It looks like name@example.com.',
    tooMany: (most: number) => `An account keeps ${most} addresses at most: remove one first.`,
  },
});
