import { defineTexts } from '../../../../platform/texts/texts.ts';

/** Coming in by EduConnect and by the guichet agents. */
export const texts = defineTexts({
  fr: {
    unknown: {
      title: (provider: string) => `${provider} : aucun compte trouvé`,
      family: (provider: string) =>
        `${provider} vous a bien reconnu, mais le fichier que l’académie nous envoie ne vous relie à aucun enfant et à aucune classe d’ici.`,
      agents: (provider: string) =>
        `${provider} vous a bien reconnu, mais le fichier de l’académie ne relie votre adresse académique à aucun compte d’ici qui soit à vous seul.`,
      why: 'Pourquoi ?',
      familyReasons: [
        'L’inscription date de quelques jours : le fichier arrive chaque nuit, et suit l’école ou le collège d’un jour ou deux.',
        'L’école ou le collège n’utilise pas encore Préau.',
        'Vous n’êtes pas inscrit comme responsable légal sur la fiche de l’enfant.',
      ],
      agentReasons: [
        'Votre affectation date de quelques jours : le fichier arrive chaque nuit.',
        'Votre établissement n’utilise pas encore Préau.',
        'Vous avez une autre adresse académique, ou une adresse personnelle.',
        'Le fichier donne votre adresse académique à une autre personne aussi : faites-la corriger auprès de l’académie.',
      ],
      what: 'Que faire ?',
      byCode:
        'Demandez à l’école ou au collège un code de connexion : il suffit pour entrer dès aujourd’hui, et l’établissement corrige la fiche en même temps.',
      agentByCode:
        'Demandez à la direction de votre établissement un code de connexion : il suffit pour entrer dès aujourd’hui.',
      byLogin: 'Si vous avez déjà un identifiant et un mot de passe de Préau, utilisez-les.',
      nothingMade: 'Aucun compte n’a été créé.',
      useCode: 'Utiliser un code',
      otherwise: 'Entrer autrement',
    },
    choose: {
      title: 'Quel compte ouvrir ?',
      lead: (provider: string) => `${provider} vous connaît sous plusieurs comptes. Choisissez par l’établissement.`,
      one: (provider: string) => `Vous arrivez par ${provider}. Entrez si ce compte est bien le vôtre.`,
      replaces: 'Quelqu’un d’autre est déjà connecté dans ce navigateur. Entrer déconnecte cette personne.',
      enter: (name: string) => `Entrer : ${name}`,
      children: (names: string) => `Enfants : ${names}`,
      remembered: 'Nous ne vous le demanderons plus : la prochaine fois, ce compte s’ouvrira.',
      nowhere: 'Aucun établissement pour le moment',
    },
    join: {
      title: 'Réunir vos comptes ?',
      lead: (others: number) =>
        others === 1
          ? 'Vous avez un autre compte. Réunis, ils n’en feront qu’un : tous vos enfants et toutes vos classes au même endroit.'
          : `Vous avez ${others} autres comptes. Réunis, ils n’en feront qu’un : tous vos enfants et toutes vos classes au même endroit.`,
      stays: (login: string) =>
        `Le compte où vous êtes reste : ${login}. Rien n’est perdu, et on peut revenir en arrière pendant trente jours.`,
      submit: 'Réunir ces comptes',
      later: 'Non, les garder séparés',
      laterHint: 'Nous ne le proposerons plus ici. « Mon compte » permet de le faire plus tard.',
      done: 'Vos comptes n’en font plus qu’un.',
      refused: {
        'identity.joining-over': 'Cette proposition n’est plus valable. Passez par « Mon compte », « Deux comptes ? ».',
        'identity.merge-ask-school':
          'L’un de ces comptes a une double vérification : l’école ou le collège les réunit.',
        'directory.kin-not-merged': 'Ces fiches sont celles d’un adulte et de son enfant : elles ne se réunissent pas.',
        'directory.merged-already': 'L’un de ces comptes est déjà réuni à un autre.',
        'directory.other-ine': 'Ces fiches sont celles de deux élèves différents.',
      },
    },
    directionWithheld: (provider: string, schools: readonly string[]) =>
      `${provider} n’indique pas que vous dirigez ${schools.join(', ')} : la direction n’est pas ouverte dans cette session. Entrez avec votre identifiant pour l’avoir, et faites corriger votre fonction auprès de l’académie.`,
    leavingFor: (provider: string) => `Déconnexion de ${provider}`,
    onItsWay: 'La page suivante s’ouvre d’elle-même. Sinon, appuyez sur le bouton.',
    goOn: 'Continuer',
  },
  en: {
    unknown: {
      title: (provider: string) => `${provider}: no account found`,
      family: (provider: string) =>
        `${provider} recognised you, but the file that the academy sends us links you to no child and no class here.`,
      agents: (provider: string) =>
        `${provider} recognised you, but the academy’s file links your academic address to no account here that is yours alone.`,
      why: 'Why?',
      familyReasons: [
        'The enrolment is a few days old: the file comes every night, a day or two after the school.',
        'The school does not use Préau yet.',
        'You are not entered as a legal guardian on the child’s record.',
      ],
      agentReasons: [
        'Your posting is a few days old: the file comes every night.',
        'Your school does not use Préau yet.',
        'You have another academic address, or a personal one.',
        'The file gives your academic address to somebody else too: have it corrected at the academy.',
      ],
      what: 'What to do?',
      byCode:
        'Ask the school for a sign-in code: it is enough to come in today, and the school corrects the record meanwhile.',
      agentByCode: 'Ask the head of your school for a sign-in code: it is enough to come in today.',
      byLogin: 'If you have a Préau login and password already, use them.',
      nothingMade: 'No account was made.',
      useCode: 'Use a code',
      otherwise: 'Come in another way',
    },
    choose: {
      title: 'Which account?',
      lead: (provider: string) => `${provider} knows you under several accounts. Choose by school.`,
      one: (provider: string) => `You come by ${provider}. Come in if this account is yours.`,
      replaces: 'Somebody else is signed in already in this browser. Coming in signs them out.',
      enter: (name: string) => `Come in: ${name}`,
      children: (names: string) => `Children: ${names}`,
      remembered: 'We shall not ask again: next time this account opens.',
      nowhere: 'No school at the moment',
    },
    join: {
      title: 'Join your accounts?',
      lead: (others: number) =>
        others === 1
          ? 'You have another account. Joined, they become one: all your children and classes in one place.'
          : `You have ${others} other accounts. Joined, they become one: all your children and classes in one place.`,
      stays: (login: string) =>
        `The account that you are in stays: ${login}. Nothing is lost, and it can be undone for thirty days.`,
      submit: 'Join these accounts',
      later: 'No, keep them apart',
      laterHint: 'We shall not offer it here again. “My account” lets you do it later.',
      done: 'Your accounts are one now.',
      refused: {
        'identity.joining-over': 'This offer is over. Use “My account”, “Two accounts?”.',
        'identity.merge-ask-school': 'One of these accounts has a second proof: the school joins them.',
        'directory.kin-not-merged': 'These records are those of an adult and their child: they are not joined.',
        'directory.merged-already': 'One of these accounts is joined to another already.',
        'directory.other-ine': 'These records are those of two different pupils.',
      },
    },
    directionWithheld: (provider: string, schools: readonly string[]) =>
      `${provider} does not say that you lead ${schools.join(', ')}: leading it is not open in this session. Come in with your login to have it, and have your function corrected at the academy.`,
    leavingFor: (provider: string) => `Signing out of ${provider}`,
    onItsWay: 'The next page opens by itself. If not, press the button.',
    goOn: 'Go on',
  },
});

/** Refusals of joining, for those who ask by other ways. */
export const joinRefusals = {
  fr: { 'identity.joining-over': texts.fr.join.refused['identity.joining-over'] },
  en: { 'identity.joining-over': texts.en.join.refused['identity.joining-over'] },
};
