import { defineTexts } from '../../../platform/texts/texts.ts';

/** Joining two accounts of one adult: an école's and a collège's. */
export const texts = defineTexts({
  fr: {
    title: 'Réunir mes deux comptes',
    lead: 'Un enfant à l’école, un autre au collège, et deux comptes ? Prouvez ici que l’autre est aussi à vous : vous retrouverez tous vos enfants au même endroit.',
    keeps: (login: string) => `Vous garderez l’identifiant ${login} et votre mot de passe. L’autre ne servira plus.`,
    byPassword: 'Avec le mot de passe de l’autre compte',
    login: 'Identifiant de l’autre compte',
    password: 'Mot de passe de l’autre compte',
    byCode: 'Avec un code remis par l’école ou le collège',
    code: 'Code',
    proof: 'Date de naissance d’un enfant suivi par cet autre compte',
    proofHelp: 'Par exemple 14/03/2016.',
    submit: 'Réunir les comptes',
    done: (login: string) => `C’est fait : tous vos enfants sont ici. Votre identifiant est ${login}.`,
    undoTitle: 'Réunis depuis moins de trente jours',
    undoLine: (day: string) => `Vous pouvez les séparer jusqu’au ${day}.`,
    undo: 'Séparer de nouveau',
    undone: 'Les deux comptes sont de nouveau séparés.',
    menu: 'Deux comptes ?',
    menuHint: 'Un enfant à l’école, un autre au collège : les réunir',
    tooMany: (seconds: number) => `Plusieurs essais viennent d’être faits. Attendez ${seconds} s.`,
    refused: {
      'identity.merge-not-proved':
        'Ces indications n’ouvrent aucun autre compte. Vérifiez-les, ou demandez à l’école de réunir vos fiches.',
      'identity.merge-same': 'C’est le compte dans lequel vous êtes. Donnez les indications de l’autre.',
      'identity.merge-ask-school': 'Ces deux comptes ne se réunissent pas ici. Adressez-vous à l’école ou au collège.',
      'identity.code-void': 'Ce code a été essayé trop souvent. Demandez-en un autre à l’école.',
      'directory.kin-not-merged': 'Un adulte et son enfant ne peuvent pas être la même personne.',
      'directory.merged-already': 'Ces deux comptes sont déjà réunis.',
      'directory.other-ine': 'Ces deux comptes ne se réunissent pas ici. Adressez-vous à l’école ou au collège.',
      'directory.too-late-to-part': 'Il est trop tard pour les séparer ici. Adressez-vous à l’école ou au collège.',
    } as Record<string, string>,
    otherwise: 'Cela n’a pas marché. Vérifiez ce que vous avez écrit.',
  },
  en: {
    title: 'Join my two accounts',
    lead: 'One child in primary school, another at the collège, and two accounts? Prove here that the other one is yours too: you will find all your children in one place.',
    keeps: (login: string) => `You will keep the login ${login} and your password. The other one will no longer serve.`,
    byPassword: 'With the password of the other account',
    login: 'Login of the other account',
    password: 'Password of the other account',
    byCode: 'With a code handed out by the school',
    code: 'Code',
    proof: 'Date of birth of a child followed by that other account',
    proofHelp: 'For example 14/03/2016.',
    submit: 'Join the accounts',
    done: (login: string) => `Done: all your children are here. Your login is ${login}.`,
    undoTitle: 'Joined less than thirty days ago',
    undoLine: (day: string) => `You can part them until ${day}.`,
    undo: 'Part them again',
    undone: 'The two accounts are apart again.',
    menu: 'Two accounts?',
    menuHint: 'One child in primary school, another at the collège: join them',
    tooMany: (seconds: number) => `Several tries were just made. Wait ${seconds} s.`,
    refused: {
      'identity.merge-not-proved': 'This opens no other account. Check it, or ask the school to merge your records.',
      'identity.merge-same': 'This is the account that you are in. Give the details of the other one.',
      'identity.merge-ask-school': 'These two accounts are not joined here. Ask the school.',
      'identity.code-void': 'This code was tried too often. Ask the school for another.',
      'directory.kin-not-merged': 'An adult and their child cannot be the same person.',
      'directory.merged-already': 'These two accounts are joined already.',
      'directory.other-ine': 'These two accounts are not joined here. Ask the school.',
      'directory.too-late-to-part': 'It is too late to part them here. Ask the school.',
    },
    otherwise: 'That did not work. Check what you wrote.',
  },
});

/** Refusals, for those who ask by other ways. */
export const refusalTexts = defineTexts({
  fr: {
    'identity.merge-not-proved': texts.fr.refused['identity.merge-not-proved'] ?? '',
    'identity.merge-same': texts.fr.refused['identity.merge-same'] ?? '',
    'identity.merge-ask-school': texts.fr.refused['identity.merge-ask-school'] ?? '',
  },
  en: {
    'identity.merge-not-proved': texts.en.refused['identity.merge-not-proved'] ?? '',
    'identity.merge-same': texts.en.refused['identity.merge-same'] ?? '',
    'identity.merge-ask-school': texts.en.refused['identity.merge-ask-school'] ?? '',
  },
});
