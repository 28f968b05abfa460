import { dayInWords } from '../../../platform/texts/days.ts';
import { defineTexts, type Locale } from '../../../platform/texts/texts.ts';
import { dutiesInWords } from '../rights/texts.ts';

/** What is told to somebody of what others did about them. */
export type Telling =
  | {
      readonly code: 'right-given' | 'right-revoked';
      readonly details: {
        readonly school: string;
        readonly duties: readonly string[];
        /** Label of the class that it is limited to. */
        readonly class: string | null;
        /** Last day of it; null: until further notice. */
        readonly until: string | null;
      };
    }
  | {
      readonly code: 'account-leaving' | 'account-reminder';
      readonly details: {
        /** Whose account; null: the reader's own. */
        readonly name: string | null;
        /** Id of that person, so that the telling goes with them. */
        readonly about: string;
        readonly disabledOn: string;
        readonly eraseOn: string;
      };
    }
  | {
      readonly code: 'child-renamed' | 'erasure-asked';
      readonly details: {
        /** Who did it. */
        readonly by: string;
        /** The child. */
        readonly name: string;
        /** Id of the child, so that the telling goes with them. */
        readonly about: string;
        /** What the child is called now; the day on which all is erased. */
        readonly what: string;
      };
    }
  | { readonly code: 'records-merged' | 'records-parted'; readonly details: { readonly school: string | null } }
  | ToDo;

/** What waits for the person on a page of its own; stays until it is done or put away. */
export type ToDo =
  | { readonly code: 'settings-unfinished'; readonly details: { readonly href: string } }
  | { readonly code: 'image-rights-lapsed'; readonly details: { readonly href: string } }
  | {
      readonly code: 'consent-asked';
      readonly details: { readonly href: string; readonly service: string; readonly child: string };
    }
  | {
      readonly code: 'reuse-asked';
      readonly details: {
        readonly href: string;
        /** The commune that asks, and what it calls the request. */
        readonly commune: string;
        readonly title: string;
      };
    }
  | {
      readonly code: 'view-asked' | 'view-begun';
      readonly details: {
        readonly href: string;
        /** Who asks, or looks. */
        readonly viewer: string;
        /** The child, when it is not about the reader. */
        readonly child: string | null;
      };
    };

/** Whether it leads to a page of its own. */
export const isToDo = (telling: Telling): telling is ToDo => 'href' in telling.details;

export const texts = defineTexts({
  fr: {
    title: 'À savoir',
    seen: 'J’ai lu',
    mailSubject: 'Du nouveau sur vos droits',
    renamedSubject: 'Du nouveau sur votre enfant',
    mailAction: 'Ouvrir Préau',
    rightGiven: (school: string, duties: string, where: string, until: string) =>
      `${school} vous a confié ceci : ${duties}${where}${until}.`,
    rightRevoked: (school: string, duties: string, where: string) =>
      `${school} ne vous confie plus ceci : ${duties}${where}.`,
    forClass: (label: string) => `, pour la classe ${label}`,
    untilDay: (day: string) => `, jusqu’au ${day}`,
    merged: 'Vos deux fiches ont été réunies : vous retrouvez tout en un seul endroit.',
    parted: 'Vos deux fiches, qui avaient été réunies, sont de nouveau séparées.',
    putAway: 'Ne plus me le dire',
    toDo: {
      'settings-unfinished': {
        title: 'Terminer mes réglages',
        text: () => 'Langue, heures de notification, droit à l’image : une minute en tout.',
        action: 'Continuer',
      },
      'consent-asked': {
        title: 'Un service demande votre accord',
        text: (service: string, child: string) =>
          `${child} voudrait ouvrir ${service}, qui ne reçoit rien sans votre accord. Vous êtes libre d’accepter ou de refuser.`,
        action: 'Répondre',
      },
      'reuse-asked': {
        title: 'Votre commune vous pose une question',
        text: (commune: string, title: string) =>
          `${commune} demande à réutiliser des informations que l’école connaît déjà : ${title}. Vous êtes libre d’accepter ou de refuser.`,
        action: 'Lire et répondre',
      },
      'image-rights-lapsed': {
        title: 'Droit à l’image : une réponse à redonner',
        text: () => 'Les réponses de l’an dernier ont pris fin en juillet. Sans nouvelle réponse, rien n’est montré.',
        action: 'Répondre',
      },
      'view-asked': {
        title: 'On demande à voir Préau à votre place',
        text: (viewer: string, child: string | null) =>
          child
            ? `${viewer} demande à voir Préau comme ${child} le voit, un quart d’heure, sans rien pouvoir changer.`
            : `${viewer} demande à voir Préau comme vous le voyez, un quart d’heure, sans rien pouvoir changer.`,
        action: 'Répondre',
      },
      'view-begun': {
        title: 'On voit Préau à votre place',
        text: (viewer: string, child: string | null) =>
          child
            ? `${viewer} a commencé à voir Préau comme ${child} le voit. Vous pouvez arrêter à tout moment, et lire quelles pages ont été vues.`
            : `${viewer} a commencé à voir Préau comme vous le voyez. Vous pouvez arrêter à tout moment, et lire quelles pages ont été vues.`,
        action: 'Voir ou arrêter',
      },
    },
    leavingSubject: 'Un compte Préau sera effacé',
    leavingOwn: (disabledOn: string, eraseOn: string) =>
      `Ce compte n’est plus rattaché à un établissement de Préau. Il ferme le ${disabledOn} et tout est effacé le ${eraseOn}. D’ici là, « Mes données » permet d’emporter les données ; un adulte peut aussi les faire effacer plus tôt. Un retour annule tout.`,
    leavingOf: (name: string, disabledOn: string, eraseOn: string) =>
      `${name} n’est plus dans un établissement de Préau. Son compte ferme le ${disabledOn} et tout ce qu’il contient est effacé le ${eraseOn}. D’ici là, dans « Mes données », « Voir les dates et choisir » permet d’emporter ses données ou de les faire effacer plus tôt. Un retour annule tout.`,
    reminderOwn: (eraseOn: string) =>
      `Les données de ce compte seront effacées le ${eraseOn}. « Mes données » permet encore de les emporter.`,
    reminderOf: (name: string, eraseOn: string) =>
      `Les données de ${name} seront effacées le ${eraseOn}. Dans « Mes données », « Voir les dates et choisir » permet encore de les emporter.`,
    childRenamed: (by: string, name: string, used: string) =>
      `${by} a changé le prénom qui se montre pour ${name} : c’est maintenant « ${used} ». Vous pouvez le changer aussi, ou en parler avec l’établissement.`,
    erasureAsked: (by: string, name: string, day: string) =>
      `${by} a demandé d’effacer les données de ${name} plus tôt : ce sera le ${day}. Pour les garder jusqu’au dernier jour, ouvrez « Mes données » puis « Voir les dates et choisir ».`,
  },
  en: {
    title: 'Worth knowing',
    seen: 'I have read it',
    mailSubject: 'News about your rights',
    renamedSubject: 'News about your child',
    mailAction: 'Open Préau',
    rightGiven: (school: string, duties: string, where: string, until: string) =>
      `${school} entrusted this to you: ${duties}${where}${until}.`,
    rightRevoked: (school: string, duties: string, where: string) =>
      `${school} no longer entrusts this to you: ${duties}${where}.`,
    forClass: (label: string) => `, for the class ${label}`,
    untilDay: (day: string) => `, until ${day}`,
    merged: 'Your two records have been joined: you find everything in one place.',
    parted: 'Your two records, which had been joined, are apart again.',
    putAway: 'Do not tell me again',
    toDo: {
      'settings-unfinished': {
        title: 'Finish my settings',
        text: () => 'Language, notification hours, image rights: one minute in all.',
        action: 'Go on',
      },
      'consent-asked': {
        title: 'A service asks for your consent',
        text: (service: string, child: string) =>
          `${child} would like to open ${service}, which receives nothing unless you agree. You are free to accept or to refuse.`,
        action: 'Answer',
      },
      'reuse-asked': {
        title: 'Your commune asks you something',
        text: (commune: string, title: string) =>
          `${commune} asks to reuse what the school already knows: ${title}. You are free to accept or to refuse.`,
        action: 'Read and answer',
      },
      'image-rights-lapsed': {
        title: 'Image rights: please answer again',
        text: () => 'Last year’s answers ended in July. Without a new answer nothing is shown.',
        action: 'Answer',
      },
      'view-asked': {
        title: 'Somebody asks to see Préau in your place',
        text: (viewer: string, child: string | null) =>
          child
            ? `${viewer} asks to see Préau as ${child} sees it, for a quarter of an hour, without changing anything.`
            : `${viewer} asks to see Préau as you see it, for a quarter of an hour, without changing anything.`,
        action: 'Answer',
      },
      'view-begun': {
        title: 'Somebody sees Préau in your place',
        text: (viewer: string, child: string | null) =>
          child
            ? `${viewer} has begun to see Préau as ${child} sees it. You may stop it at any time, and read which pages were seen.`
            : `${viewer} has begun to see Préau as you see it. You may stop it at any time, and read which pages were seen.`,
        action: 'See or stop',
      },
    },
    leavingSubject: 'A Préau account will be erased',
    leavingOwn: (disabledOn: string, eraseOn: string) =>
      `You are no longer in a school of Préau. Your account closes on ${disabledOn} and all it holds is erased on ${eraseOn}. Until then the page “Leaving”, from “My data”, lets you take your data away or have it erased sooner. Coming back cancels everything.`,
    leavingOf: (name: string, disabledOn: string, eraseOn: string) =>
      `${name} is no longer in a school of Préau. Their account closes on ${disabledOn} and all it holds is erased on ${eraseOn}. Until then the page “Leaving”, from “My data”, lets you take their data away or have it erased sooner. Coming back cancels everything.`,
    reminderOwn: (eraseOn: string) =>
      `Your data will be erased on ${eraseOn}. The page “Leaving”, from “My data”, still lets you take it away.`,
    reminderOf: (name: string, eraseOn: string) =>
      `The data of ${name} will be erased on ${eraseOn}. The page “Leaving”, from “My data”, still lets you take it away.`,
    childRenamed: (by: string, name: string, used: string) =>
      `${by} changed the name shown for ${name}: it is now “${used}”. You may change it too, or talk to the school about it.`,
    erasureAsked: (by: string, name: string, day: string) =>
      `${by} asked that the data of ${name} be erased sooner: on ${day}. To keep it until the last day, open the page “Leaving”, from “My data”.`,
  },
});

/** The sentence of a telling, in the reader's language. */
export function tellingSentence(locale: Locale, telling: Telling): string {
  const t = texts[locale];
  if (isToDo(telling)) return toDoWords(locale, telling).text;
  if (telling.code === 'account-leaving' || telling.code === 'account-reminder')
    return leavingSentence(locale, telling);
  if (telling.code === 'child-renamed' || telling.code === 'erasure-asked') {
    const { by, name, what } = telling.details;
    return telling.code === 'child-renamed'
      ? t.childRenamed(by, name, what)
      : t.erasureAsked(by, name, dayInWords(what, locale));
  }
  if (telling.code !== 'right-given' && telling.code !== 'right-revoked')
    return telling.code === 'records-merged' ? t.merged : t.parted;
  const { school, duties, until } = telling.details;
  const where = telling.details.class ? t.forClass(telling.details.class) : '';
  const said = dutiesInWords(locale, duties);
  return telling.code === 'right-given'
    ? t.rightGiven(school, said, where, until ? t.untilDay(dayInWords(until, locale)) : '')
    : t.rightRevoked(school, said, where);
}

/** Title, sentence and button of what waits. */
export function toDoWords(
  locale: Locale,
  telling: ToDo,
): { readonly title: string; readonly text: string; readonly action: string } {
  if (telling.code === 'settings-unfinished' || telling.code === 'image-rights-lapsed') {
    const { title, text, action } = texts[locale].toDo[telling.code];
    return { title, text: text(), action };
  }
  if (telling.code === 'consent-asked') {
    const { title, text, action } = texts[locale].toDo['consent-asked'];
    return { title, text: text(telling.details.service, telling.details.child), action };
  }
  if (telling.code === 'reuse-asked') {
    const { title, text, action } = texts[locale].toDo['reuse-asked'];
    return { title, text: text(telling.details.commune, telling.details.title), action };
  }
  const { title, text, action } = texts[locale].toDo[telling.code];
  return { title, text: text(telling.details.viewer, telling.details.child), action };
}

function leavingSentence(
  locale: Locale,
  { code, details }: Extract<Telling, { readonly code: 'account-leaving' | 'account-reminder' }>,
): string {
  const t = texts[locale];
  const [disabledOn, eraseOn] = [dayInWords(details.disabledOn, locale), dayInWords(details.eraseOn, locale)];
  if (code === 'account-reminder') return details.name ? t.reminderOf(details.name, eraseOn) : t.reminderOwn(eraseOn);
  return details.name ? t.leavingOf(details.name, disabledOn, eraseOn) : t.leavingOwn(disabledOn, eraseOn);
}
