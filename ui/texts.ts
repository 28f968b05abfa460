/** The few words that the parts say by themselves; everything else comes from the page. */
import type { FunctionComponent, ReactNode } from 'react';
import type { Locale } from '../platform/texts/texts.ts';
import { defineTexts } from '../platform/texts/texts.ts';

export const uiTexts = defineTexts({
  fr: {
    required: 'obligatoire',
    optional: 'facultatif',
    errorPrefix: 'Erreur :',
    errorsTitle: (count: number) =>
      count === 1 ? 'Il reste une chose à corriger' : `Il reste ${count} choses à corriger`,
    showPassword: 'Afficher',
    hidePassword: 'Masquer',
    passwordShown: 'Le mot de passe est affiché.',
    passwordHidden: 'Le mot de passe est masqué.',
    notice: { info: 'Information', success: 'C’est fait', attention: 'Attention', urgent: 'Urgent' },
    skipToContent: 'Aller au contenu',
    skipToNavigation: 'Aller au menu',
    skipToSearch: 'Aller à la recherche',
    mainNavigation: 'Menu principal',
    footerNavigation: 'Informations et aide',
    search: 'Rechercher',
    breadcrumb: 'Vous êtes ici',
    pagination: 'Pages',
    previous: 'Précédent',
    next: 'Suivant',
    close: 'Fermer',
    sortedUp: 'tri croissant',
    sortedDown: 'tri décroissant',
    forWhom: 'Pour',
    from: 'De',
    unread: (count: number) => `${count} à voir`,
    peopleNone: 'Aucune personne visible ne porte ce nom.',
    peopleFailed: 'La recherche ne répond pas. Il suffit de réessayer dans un instant.',
    cropping: {
      which: 'Quelle partie garder ?',
      help: 'Déplacez le cadre avec le doigt ou la souris, ou avec les trois réglettes.',
      x: 'De gauche à droite',
      y: 'De haut en bas',
      size: 'Taille du cadre',
      ninths: {
        nw: 'En haut à gauche',
        n: 'En haut',
        ne: 'En haut à droite',
        w: 'À gauche',
        c: 'Le milieu',
        e: 'À droite',
        sw: 'En bas à gauche',
        s: 'En bas',
        se: 'En bas à droite',
      },
    },
    passkey: {
      without: 'Pour ajouter une clé d’accès, activez JavaScript dans un navigateur récent.',
      refused: 'Aucune clé d’accès n’a été donnée. Réessayez quand vous voulez.',
      known: 'Cet appareil a déjà une clé d’accès pour ce compte.',
      failed: 'La clé d’accès n’a pas pu être demandée. Vérifiez la connexion, puis réessayez.',
    },
    richText: {
      imageMissing: (alt: string) =>
        alt ? `Image qui ne peut pas être montrée : ${alt}` : 'Image qui ne peut pas être montrée.',
    },
    files: {
      held: 'Fichiers choisis',
      sending: 'Envoi : {percent} %',
      done: '{name} est envoyé.',
      failed: '{name} n’a pas pu être envoyé. Réessayez.',
      cut: 'La connexion est coupée : l’envoi reprendra tout seul.',
      remove: 'Retirer {name}',
      removed: '{name} est retiré.',
      tooMany: (most: number) => (most === 1 ? 'Un seul fichier est possible.' : `${most} fichiers au plus.`),
      tooLarge: '{name} dépasse 1 Go : réduisez-le, ou envoyez-le en plusieurs parties.',
      wait: 'Un envoi est encore en cours : attendez qu’il se termine.',
      empty: '{name} est vide.',
      gone: 'Retirer',
    },
    translated: {
      translation: 'Traduction',
      original: 'Texte d’origine, en français : c’est lui qui compte',
      reviewed: 'relue',
      notReviewed: 'non relue',
      automatic: 'Traduction automatique : elle peut contenir des erreurs.',
      partial: 'Une partie de ce texte n’est pas traduite.',
    },
    draftFound: 'Un brouillon a été retrouvé.',
    draftForget: 'L’effacer',
    draftSaved: 'Brouillon enregistré à',
    draftOffline: 'Pas de connexion : ce que vous écrivez reste sur cet appareil et sera enregistré au retour.',
    session: {
      title: 'Toujours là ?',
      text: 'Sans réponse, la session se ferme dans une minute. Le texte en cours est gardé.',
      stay: 'Rester connecté',
      endedTitle: 'La session est fermée',
      endedText: 'Il suffit de se reconnecter : le texte en cours est gardé.',
      signIn: 'Se reconnecter',
    },
  },
  en: {
    required: 'required',
    optional: 'optional',
    errorPrefix: 'Error:',
    errorsTitle: (count: number) => (count === 1 ? 'One thing left to correct' : `${count} things left to correct`),
    showPassword: 'Show',
    hidePassword: 'Hide',
    passwordShown: 'The password is shown.',
    passwordHidden: 'The password is hidden.',
    notice: { info: 'Information', success: 'Done', attention: 'Please note', urgent: 'Urgent' },
    skipToContent: 'Skip to content',
    skipToNavigation: 'Skip to menu',
    skipToSearch: 'Skip to search',
    mainNavigation: 'Main menu',
    footerNavigation: 'Information and help',
    search: 'Search',
    breadcrumb: 'You are here',
    pagination: 'Pages',
    previous: 'Previous',
    next: 'Next',
    close: 'Close',
    sortedUp: 'ascending order',
    sortedDown: 'descending order',
    forWhom: 'For',
    from: 'From',
    unread: (count: number) => `${count} to see`,
    peopleNone: 'Nobody of that name among the people you can see.',
    peopleFailed: 'The search does not answer. Try again in a moment.',
    cropping: {
      which: 'Which part to keep?',
      help: 'Move the frame with a finger or the mouse, or with the three sliders.',
      x: 'From left to right',
      y: 'From top to bottom',
      size: 'Size of the frame',
      ninths: {
        nw: 'Top left',
        n: 'Top',
        ne: 'Top right',
        w: 'Left',
        c: 'The middle',
        e: 'Right',
        sw: 'Bottom left',
        s: 'Bottom',
        se: 'Bottom right',
      },
    },
    passkey: {
      without: 'To add a passkey, switch JavaScript on in a recent browser.',
      refused: 'No passkey was given. Try again whenever you like.',
      known: 'This device already has a passkey for this account.',
      failed: 'The passkey could not be asked for. Check the connection and try again.',
    },
    richText: {
      imageMissing: (alt: string) =>
        alt ? `A picture that cannot be shown: ${alt}` : 'A picture that cannot be shown.',
    },
    files: {
      held: 'Chosen files',
      sending: 'Sending: {percent}%',
      done: '{name} is sent.',
      failed: '{name} could not be sent. Try again.',
      cut: 'The connection is cut: sending will go on by itself.',
      remove: 'Remove {name}',
      removed: '{name} is removed.',
      tooMany: (most: number) => (most === 1 ? 'Only one file is possible.' : `${most} files at most.`),
      tooLarge: '{name} is larger than 1 GB: make it smaller, or send it in parts.',
      wait: 'A file is still being sent: wait until it is done.',
      empty: '{name} is empty.',
      gone: 'Remove',
    },
    translated: {
      translation: 'Translation',
      original: 'As it was written, in French: this is the text that counts',
      reviewed: 'reviewed',
      notReviewed: 'not reviewed',
      automatic: 'Machine translation: it may hold errors.',
      partial: 'A part of this text is not translated.',
    },
    draftFound: 'A draft was found.',
    draftForget: 'Discard it',
    draftSaved: 'Draft saved at',
    draftOffline: 'No connection: what you write stays on this device and will be saved once it is back.',
    session: {
      title: 'Are you still there?',
      text: 'Without an answer you will be signed out in one minute. What you wrote is kept.',
      stay: 'Stay signed in',
      endedTitle: 'You have been signed out',
      endedText: 'Sign in again: what you wrote is waiting for you.',
      signIn: 'Sign in again',
    },
  },
});

let spoken: Locale = 'fr';

/** Renders in a language. A page is rendered in one go, so that nothing else runs meanwhile. */
export function speaking<T>(locale: Locale, render: () => T): T {
  const before = spoken;
  spoken = locale;
  try {
    return render();
  } finally {
    spoken = before;
  }
}

/** The language of all that is inside; `renderMarkup` knows it. */
export const InLanguage: FunctionComponent<{ locale: Locale; children: ReactNode }> = ({ children }) => children;

/** The language of the page being rendered. */
export const useLocale = (): Locale => spoken;

/** The parts' own words in the language of the page. */
export const useTexts = (): (typeof uiTexts)[Locale] => uiTexts[useLocale()];
