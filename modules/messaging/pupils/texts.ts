import { defineTexts } from '../../../platform/texts/texts.ts';

/** What pupils write, and the adults who answer for them. */
export const texts = defineTexts({
  fr: {
    held: 'Messages d’élèves',
    link: 'Messages de la classe',
    title: (label: string) => `Messages de la classe ${label}`,
    lead: 'Ce que les élèves de la classe écrivent ici. Ce qu’ils confient à la direction, à la vie scolaire, à l’infirmerie, au psychologue ou à leur famille n’y figure pas.',
    howTitle: 'Comment la classe écrit',
    how: 'Les élèves de la classe',
    modes: {
      closed: {
        label: 'n’écrivent pas',
        hint: 'Sauf à la direction, à la vie scolaire, à l’infirmerie et à leur famille.',
      },
      moderated: {
        label: 'écrivent, un adulte relit d’abord',
        hint: 'Le message part quand vous l’avez laissé passer.',
      },
      free: { label: 'écrivent aux heures de l’école', hint: 'Les adultes de la classe peuvent lire.' },
    },
    chosenBy: (name: string) => `Choisi par ${name}.`,
    save: 'Enregistrer',
    saved: 'C’est enregistré.',
    list: 'Ce qui a été écrit',
    from: (author: string, to: string) => `${author} à ${to}`,
    states: {
      waiting: 'Partira à l’heure',
      held: 'À relire',
      sent: 'Parti',
      cancelled: 'Annulé',
      refused: 'Pas envoyé',
    },
    answered: (words: string) => `Réponse à l’élève : ${words}`,
    review: 'Relire ce qui attend',
    older: 'Voir plus',
    none: 'Rien d’écrit pour l’instant',
    noneText: 'Les messages des élèves de la classe se liront ici.',
    keptBack: (subject: string) => `Ton message « ${subject} » n’est pas parti`,
    keptBackWords: 'Un adulte de ta classe l’a relu. Parles-en avec lui.',
    note: 'Les adultes de ta classe peuvent lire ce que tu écris. Ce que tu écris à la direction, à la vie scolaire, à l’infirmerie, au psychologue ou à ta famille reste entre vous.',
    refused: {
      'messaging.class-closed':
        'Dans ta classe, on n’écrit pas de messages ici. Tu peux écrire à la direction, à la vie scolaire ou à ta famille.',
      'messaging.mode-missing': 'Choisissez une des trois réponses.',
    },
    kinds: {
      held: {
        label: 'Messages à relire',
        hint: 'Un message d’élève, ou à la liste d’un groupe, attend votre relecture',
        one: 'Message à relire',
        act: 'Relire',
      },
      keptBack: {
        label: 'Messages non envoyés',
        hint: 'Quelqu’un a relu le message et ne l’a pas laissé partir',
        one: 'Message non envoyé',
      },
    },
  },
  en: {
    held: 'Messages of pupils',
    link: 'Messages of the class',
    title: (label: string) => `Messages of class ${label}`,
    lead: 'What the pupils of the class write here. What they confide to the head, school life, the nurse, the psychologist or their family is not shown.',
    howTitle: 'How the class writes',
    how: 'The pupils of the class',
    modes: {
      closed: { label: 'do not write', hint: 'Except to the head, school life, the nurse and their family.' },
      moderated: { label: 'write, an adult reads first', hint: 'The message leaves when you let it through.' },
      free: { label: 'write within the hours of the school', hint: 'The adults of the class may read.' },
    },
    chosenBy: (name: string) => `Chosen by ${name}.`,
    save: 'Save',
    saved: 'Saved.',
    list: 'What was written',
    from: (author: string, to: string) => `${author} to ${to}`,
    states: {
      waiting: 'Leaves at its hour',
      held: 'To be read',
      sent: 'Sent',
      cancelled: 'Cancelled',
      refused: 'Not sent',
    },
    answered: (words: string) => `Answer to the pupil: ${words}`,
    review: 'Read what waits',
    older: 'Show more',
    none: 'Nothing written yet',
    noneText: 'Messages of the pupils of the class will be read here.',
    keptBack: (subject: string) => `Your message “${subject}” has not been sent`,
    keptBackWords: 'An adult of your class has read it. Talk about it with them.',
    note: 'The adults of your class may read what you write. What you write to the head, school life, the nurse, the psychologist or your family stays between you.',
    refused: {
      'messaging.class-closed':
        'In your class, messages are not written here. You may write to the head, to school life or to your family.',
      'messaging.mode-missing': 'Choose one of the three answers.',
    },
    kinds: {
      held: {
        label: 'Messages to read first',
        hint: 'A message of a pupil, or to the list of a group, waits for you to read it',
        one: 'Message to read',
        act: 'Read',
      },
      keptBack: {
        label: 'Messages not sent',
        hint: 'Somebody read the message and did not let it leave',
        one: 'Message not sent',
      },
    },
  },
});
