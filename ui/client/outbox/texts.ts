import { defineTexts, type Locale } from '../../../platform/texts/texts.ts';

/** What is said of forms that wait for the connection. Spoken to adults and to pupils alike. */
const outboxTexts = defineTexts({
  fr: {
    cut: 'Partira dès que la connexion revient',
    signedOut: 'Partira après une nouvelle connexion à Préau',
    signIn: 'Se reconnecter',
    refused: 'N’est pas parti',
    refusedText: 'Le texte est gardé ici.',
    late: 'Attend depuis plus de trois jours : à revoir avant de l’envoyer.',
    look: 'Voir pourquoi',
    again: 'Revoir et envoyer',
    writtenAt: (hour: string) => `écrit à ${hour}`,
    writtenOn: (day: string, hour: string) => `écrit le ${day} à ${hour}`,
    drop: 'Ne pas envoyer',
    dropLabel: (what: string) => `Ne pas envoyer : ${what}`,
    dropText: 'Ce qui a été écrit sera effacé de cet appareil.',
    stay: 'Le garder',
    dropped: 'Cela ne partira pas.',
    gone: 'C’était déjà parti.',
    sent: (what: string) => `Transmis : ${what}`,
    withFiles: 'Un fichier ne part qu’avec la connexion. Le texte reste ici.',
    notKept: 'Pas de connexion, et cet appareil ne peut rien garder. Le texte reste ici : à envoyer plus tard.',
    leaving: 'Se déconnecter quand même ?',
    leavingText: (count: number) =>
      count === 1
        ? 'Un envoi attend encore la connexion. Il sera effacé de cet appareil.'
        : `${count} envois attendent encore la connexion. Ils seront effacés de cet appareil.`,
    leave: 'Effacer et se déconnecter',
  },
  en: {
    cut: 'Leaves as soon as the connection is back',
    signedOut: 'Leaves once you have signed in again',
    signIn: 'Sign in again',
    refused: 'Did not leave',
    refusedText: 'The text is kept here.',
    late: 'Has waited for more than three days: look at it again before it is sent.',
    look: 'See why',
    again: 'Look again and send',
    writtenAt: (hour: string) => `written at ${hour}`,
    writtenOn: (day: string, hour: string) => `written on ${day} at ${hour}`,
    drop: 'Do not send',
    dropLabel: (what: string) => `Do not send: ${what}`,
    dropText: 'What was written will be erased from this device.',
    stay: 'Keep it',
    dropped: 'It will not leave.',
    gone: 'It had left already.',
    sent: (what: string) => `Passed on: ${what}`,
    withFiles: 'A file leaves only with the connection. The text stays here.',
    notKept: 'No connection, and this device can keep nothing. The text stays here: send it later.',
    leaving: 'Sign out all the same?',
    leavingText: (count: number) =>
      count === 1
        ? 'One thing still waits for the connection. It will be erased from this device.'
        : `${count} things still wait for the connection. They will be erased from this device.`,
    leave: 'Erase and sign out',
  },
});

/** In the language of the page. */
export const wordsOfPage = () => outboxTexts[document.documentElement.lang as Locale] ?? outboxTexts.fr;
