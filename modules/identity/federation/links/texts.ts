import { defineTexts } from '../../../../platform/texts/texts.ts';

/** "Mes façons d'entrer": the identities linked to one's account. */
export const texts = defineTexts({
  fr: {
    title: 'Mes façons d’entrer',
    row: 'Mes façons d’entrer',
    rowHint: 'Mot de passe, et identités d’autres services reliées à ce compte',
    lead: 'Chacune ouvre ce même compte. On peut en ajouter et en retirer ; la dernière reste toujours.',
    password: 'Identifiant et mot de passe',
    passwordSince: (login: string, day: string) => `${login}, mot de passe choisi le ${day}`,
    passwordNone: (login: string) => `${login}, sans mot de passe`,
    linked: (label: string, day: string) => `${label}, reliée le ${day}`,
    used: (when: string) => `utilisée ${when}`,
    neverUsed: 'pas encore utilisée',
    shut: 'fermée pour le moment par l’administrateur',
    certified: (provider: string, day: string) => `Identité certifiée par ${provider} le ${day}`,
    notCertified: (provider: string) =>
      `Identité non certifiée : ce que donne ${provider} ne correspond pas entièrement à votre fiche. Demandez à l’école de la vérifier.`,
    compared: 'Ce qui a été comparé',
    facts: { familyName: 'Nom de famille', givenName: 'Prénom', birthDate: 'Date de naissance' },
    outcomes: { same: 'identique', different: 'différent', unknown: 'non comparé, l’un des deux ne le dit pas' },
    remove: 'Retirer',
    removeLabel: (provider: string, label: string) => `Retirer ${provider}, ${label}`,
    removed: (provider: string) => `${provider} n’ouvre plus votre compte.`,
    recognised: 'Reconnu par le fichier de l’académie : il n’y a rien à relier',
    addTitle: 'Ajouter une façon d’entrer',
    add: (provider: string) => `Ajouter ${provider}`,
    noMore: 'Il n’y en a pas d’autre à ajouter pour le moment.',
    added: (provider: string) => `${provider} ouvre désormais votre compte.`,
    waitingTitle: 'Une identité attend d’être reliée',
    waiting: (provider: string, label: string) =>
      `Vous venez de ${provider} (${label}). Relier cette identité à ce compte ?`,
    linkWaiting: (provider: string) => `Relier ${provider} à ce compte`,
    leave: {
      title: (provider: string) => `Ajouter ${provider}`,
      text: (provider: string) =>
        `Vous allez quitter Préau pour vous identifier auprès de ${provider}, puis revenir. Rien n’est transmis d’ici.`,
      go: (provider: string) => `Continuer vers ${provider}`,
      back: 'Annuler',
    },
    mail: {
      linked: {
        subject: 'Une façon d’entrer a été ajoutée',
        text: (login: string, provider: string) => `Une identité ${provider} ouvre désormais le compte ${login}.`,
      },
      unlinked: {
        subject: 'Une façon d’entrer a été retirée',
        text: (login: string, provider: string) => `L’identité ${provider} n’ouvre plus le compte ${login}.`,
      },
      otherwise:
        'Si ce n’était pas vous, retirez-la dans « Mes façons d’entrer », changez de mot de passe et prévenez l’école.',
    },
  },
  en: {
    title: 'My ways in',
    row: 'My ways in',
    rowHint: 'Password, and identities of other services linked to this account',
    lead: 'Each of them opens this same account. You may add and remove them; the last one always stays.',
    password: 'Login and password',
    passwordSince: (login: string, day: string) => `${login}, password chosen on ${day}`,
    passwordNone: (login: string) => `${login}, without password`,
    linked: (label: string, day: string) => `${label}, linked on ${day}`,
    used: (when: string) => `used ${when}`,
    neverUsed: 'not used yet',
    shut: 'closed for the moment by the administrator',
    certified: (provider: string, day: string) => `Identity certified by ${provider} on ${day}`,
    notCertified: (provider: string) =>
      `Identity not certified: what ${provider} gives does not wholly match your record. Ask the school to check it.`,
    compared: 'What was compared',
    facts: { familyName: 'Family name', givenName: 'First name', birthDate: 'Date of birth' },
    outcomes: { same: 'the same', different: 'different', unknown: 'not compared, one of the two does not say' },
    remove: 'Remove',
    removeLabel: (provider: string, label: string) => `Remove ${provider}, ${label}`,
    removed: (provider: string) => `${provider} no longer opens your account.`,
    recognised: 'Known by the academy’s file: there is nothing to link',
    addTitle: 'Add a way in',
    add: (provider: string) => `Add ${provider}`,
    noMore: 'There is no other to add for the moment.',
    added: (provider: string) => `${provider} now opens your account.`,
    waitingTitle: 'An identity waits to be linked',
    waiting: (provider: string, label: string) => `You came by ${provider} (${label}). Link it to this account?`,
    linkWaiting: (provider: string) => `Link ${provider} to this account`,
    leave: {
      title: (provider: string) => `Add ${provider}`,
      text: (provider: string) =>
        `You are about to leave Préau to identify yourself at ${provider}, then come back. Nothing is sent from here.`,
      go: (provider: string) => `Go on to ${provider}`,
      back: 'Cancel',
    },
    mail: {
      linked: {
        subject: 'A way in was added',
        text: (login: string, provider: string) => `A ${provider} identity now opens the account ${login}.`,
      },
      unlinked: {
        subject: 'A way in was removed',
        text: (login: string, provider: string) => `The ${provider} identity no longer opens the account ${login}.`,
      },
      otherwise: 'If it was not you, remove it under “My ways in”, change your password and tell the school.',
    },
  },
});
