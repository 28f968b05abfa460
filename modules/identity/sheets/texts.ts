import { defineTexts } from '../../../platform/texts/texts.ts';

/** Who has entered, and the printing of login sheets. */
export const texts = defineTexts({
  fr: {
    access: 'Accès',
    schoolTitle: (school: string) => `Accès · ${school}`,
    classTitle: (group: string) => `Accès de la classe ${group}`,
    schoolLead: 'Qui est déjà entré, classe par classe, et les fiches de connexion à distribuer.',
    classLead: 'Qui est déjà entré, qui a une fiche, qui n’en a pas encore.',
    guardians: 'Familles',
    pupils: 'Élèves',
    staff: 'Personnels',
    people: { guardians: 'les familles', pupils: 'les élèves', staff: 'les personnels' },
    entered: (open: number, all: number) => `${open} sur ${all}`,
    progress: { guardians: 'Familles entrées', pupils: 'Élèves entrés', staff: 'Personnels entrés' },
    given: (count: number) => (count > 1 ? `${count} fiches en attente` : '1 fiche en attente'),
    state: {
      none: 'Pas de fiche',
      given: 'Code remis',
      printed: 'Fiche imprimée',
      over: 'Code terminé',
      open: 'Entré',
      shut: 'À rouvrir',
      closed: 'Compte fermé',
    },
    since: {
      given: (day: string) => `code du ${day}`,
      over: (day: string) => `depuis le ${day}`,
      open: (day: string) => `le ${day}`,
      shut: (day: string) => `fermé le ${day}`,
    },
    parentOf: (children: string) => `Parent de ${children}`,
    nobody: 'Personne ici pour le moment',
    nobodyText: 'Les personnes viennent de l’annuaire de l’académie, ou de vous.',
    shut: 'Accès à rouvrir',
    shutLead:
      'Quelqu’un d’autre s’est servi de ces comptes : leur mot de passe est annulé. Qui a une adresse confirmée a reçu un courriel ; aux autres, imprimez une fiche.',
    print: 'Imprimer des fiches',
    printLead:
      'Une fiche par personne, avec son seul code : deux maisons, deux fiches. Aucun mot de passe n’y figure. Le document est à garder aussitôt : il n’est donné qu’une fois.',
    missing: (count: number) => `Imprimer pour ${count} sans fiche`,
    again: (count: number) => `Réimprimer pour ${count}`,
    againHint: 'Pour tous ceux qui ne sont pas encore entrés : leur ancienne fiche ne marchera plus.',
    againConfirm: 'Réimprimer ?',
    yes: 'Réimprimer',
    no: 'Annuler',
    allIn: 'Tout le monde est entré : il n’y a rien à imprimer.',
    who: 'Pour qui ?',
    which: 'Lesquels ?',
    whichOptions: {
      missing: 'Ceux qui n’ont pas de fiche valable',
      waiting: 'Tous ceux qui ne sont pas encore entrés',
    },
    whichHints: {
      missing: 'Les fiches déjà distribuées restent valables.',
      waiting: 'Les fiches d’avant ne marcheront plus.',
    },
    classes: 'Classes',
    classesHelp: 'Sans choix : toutes les classes.',
    perPage: 'Fiches par page',
    perPageOptions: { 1: '1, une lettre', 2: '2, une demi-page', 8: '8, à découper' },
    second: 'Seconde langue',
    secondHelp: 'Le français y est toujours.',
    secondNone: 'Aucune',
    submit: 'Imprimer les fiches',
    revokeAll: 'Annuler les codes remis',
    revokeAllHint:
      'Une pile de fiches est perdue ? Leurs codes ne marcheront plus ; les comptes ouverts restent ouverts.',
    revokeConfirm: 'Annuler tous les codes de cette liste ?',
    revokeYes: 'Annuler les codes',
    revokeNo: 'Garder',
    revoked: (count: number) =>
      count === 0
        ? 'Aucun code n’était en cours.'
        : count === 1
          ? 'Un code est annulé : sa fiche ne marche plus.'
          : `${count} codes sont annulés : leurs fiches ne marchent plus.`,
    revokeOne: 'Annuler le code',
    revokeOneText: 'La fiche ou la page qui le porte ne marchera plus.',
    bulk: {
      label: 'Imprimer les fiches de connexion',
      confirm: {
        title: 'Imprimer de nouvelles fiches ?',
        text: 'Chaque personne choisie qui n’est pas encore entrée reçoit un nouveau code ; les fiches remises avant ne marcheront plus.',
        yes: 'Imprimer',
        no: 'Annuler',
      },
    },
    file: (place: string) => `fiches-de-connexion-${place}.pdf`,
    refused: {
      'identity.nobody-to-print':
        'Personne n’a besoin d’une fiche dans ce choix : tous sont entrés, ont déjà la leur, ou rien n’est connu pour la protéger (date de naissance ou adresse).',
    },
    mail: {
      subject: 'Votre compte Préau est ouvert',
      heading: 'Votre compte est ouvert',
      text: (name: string, day: string) =>
        `Le compte de ${name} vient d’être ouvert, ${day}, avec la fiche remise par l’établissement.`,
      handedBy: (name: string, day: string) => `La fiche a été remise par ${name}, le ${day}.`,
      otherwise:
        'Si ce n’était pas vous, prévenez aussitôt l’établissement : il ferme l’accès et remet une autre fiche.',
    },
  },
  en: {
    access: 'Access',
    schoolTitle: (school: string) => `Access · ${school}`,
    classTitle: (group: string) => `Access of the class ${group}`,
    schoolLead: 'Who has entered, class by class, and the login sheets to hand out.',
    classLead: 'Who has entered, who has a sheet, who has none yet.',
    guardians: 'Families',
    pupils: 'Pupils',
    staff: 'Staff',
    people: { guardians: 'the families', pupils: 'the pupils', staff: 'the staff' },
    entered: (open: number, all: number) => `${open} of ${all}`,
    progress: { guardians: 'Families in', pupils: 'Pupils in', staff: 'Staff in' },
    given: (count: number) => (count > 1 ? `${count} sheets waiting` : '1 sheet waiting'),
    state: {
      none: 'No sheet',
      given: 'Code handed out',
      printed: 'Sheet printed',
      over: 'Code over',
      open: 'In',
      shut: 'To reopen',
      closed: 'Account closed',
    },
    since: {
      given: (day: string) => `code of ${day}`,
      over: (day: string) => `since ${day}`,
      open: (day: string) => `on ${day}`,
      shut: (day: string) => `shut on ${day}`,
    },
    parentOf: (children: string) => `Parent of ${children}`,
    nobody: 'Nobody here at present',
    nobodyText: 'People come from the academy’s directory, or from you.',
    shut: 'Access to reopen',
    shutLead:
      'Somebody else used these accounts: their password is cancelled. Who has a confirmed address got a mail; print a sheet for the others.',
    print: 'Print sheets',
    printLead:
      'One sheet a person, with their own code only: two homes, two sheets. No password is on it. Keep the document at once: it is given only this time.',
    missing: (count: number) => `Print for ${count} without a sheet`,
    again: (count: number) => `Print again for ${count}`,
    againHint: 'For all who have not entered yet: their former sheet will no longer work.',
    againConfirm: 'Print again?',
    yes: 'Print again',
    no: 'Cancel',
    allIn: 'Everybody is in: there is nothing to print.',
    who: 'For whom?',
    which: 'Which of them?',
    whichOptions: { missing: 'Those who hold no valid sheet', waiting: 'All who have not entered yet' },
    whichHints: { missing: 'Sheets already handed out stay valid.', waiting: 'Former sheets will no longer work.' },
    classes: 'Classes',
    classesHelp: 'Without a choice: all classes.',
    perPage: 'Sheets a page',
    perPageOptions: { 1: '1, a letter', 2: '2, half a page', 8: '8, to cut out' },
    second: 'Second language',
    secondHelp: 'French is always there.',
    secondNone: 'None',
    submit: 'Print the sheets',
    revokeAll: 'Cancel the codes handed out',
    revokeAllHint: 'A pile of sheets was lost? Their codes will no longer work; open accounts stay open.',
    revokeConfirm: 'Cancel every code of this list?',
    revokeYes: 'Cancel the codes',
    revokeNo: 'Keep them',
    revoked: (count: number) =>
      count === 0
        ? 'No code was in force.'
        : count === 1
          ? 'One code is cancelled: its sheet no longer works.'
          : `${count} codes are cancelled: their sheets no longer work.`,
    revokeOne: 'Cancel the code',
    revokeOneText: 'The sheet or page that bears it will no longer work.',
    bulk: {
      label: 'Print login sheets',
      confirm: {
        title: 'Print new sheets?',
        text: 'Each chosen person who has not entered yet gets a new code; the sheets handed out before will no longer work.',
        yes: 'Print',
        no: 'Cancel',
      },
    },
    file: (place: string) => `login-sheets-${place}.pdf`,
    refused: {
      'identity.nobody-to-print':
        'Nobody in this choice needs a sheet: all have entered, hold theirs already, or nothing is known to protect it (a birth date or an address).',
    },
    mail: {
      subject: 'Your Préau account is open',
      heading: 'Your account is open',
      text: (name: string, day: string) =>
        `The account of ${name} has just been opened, ${day}, with the sheet handed out by the school.`,
      handedBy: (name: string, day: string) => `The sheet was handed out by ${name}, on ${day}.`,
      otherwise: 'If it was not you, tell the school at once: it closes the access and hands out another sheet.',
    },
  },
});
