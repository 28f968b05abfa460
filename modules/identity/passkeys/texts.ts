import { defineTexts } from '../../../platform/texts/texts.ts';

/** Passkeys: at the door, before a grave act, on the account's page. */
export const texts = defineTexts({
  fr: {
    door: {
      enter: 'Se connecter avec une clé d’accès',
      label: 'Par clé d’accès',
    },
    factor: {
      title: 'Confirmez avec votre clé d’accès',
      lead: 'Le mot de passe est juste. Il reste à répondre avec l’appareil qui garde votre clé d’accès.',
      submit: 'Utiliser ma clé d’accès',
      otherwise: 'Répondre par un code',
    },
    page: {
      title: 'Clés d’accès',
      lead: 'Votre téléphone ou votre ordinateur répond à la place d’un code, après avoir vérifié votre doigt, votre visage ou votre code de déverrouillage : rien ne peut être recopié sur un faux site.',
      none: 'Aucune clé d’accès pour l’instant.',
      add: 'Ajouter une clé d’accès',
      added: (day: string) => `Ajoutée le ${day}`,
      used: (when: string) => `utilisée ${when}`,
      neverUsed: 'jamais utilisée',
      alone: 'Ouvre aussi sans mot de passe',
      copied: 'Copiée par votre gestionnaire de clés sur vos autres appareils',
      suspect: (when: string) =>
        `Une copie de cette clé a peut-être répondu ${when} : la réponse a été refusée. Mieux vaut retirer cette clé et en faire une autre.`,
      change: 'Modifier',
      changeLabel: (name: string) => `Modifier la clé d’accès ${name}`,
      isAdded: 'La clé d’accès est en place.',
      isChanged: 'C’est noté.',
      isRemoved: (name: string) =>
        `La clé d’accès « ${name} » est retirée. Effacez-la aussi de l’appareil qui la garde.`,
    },
    add: {
      title: 'Ajouter une clé d’accès',
      lead: 'Cet appareil va vous demander votre doigt, votre visage ou son code. Vous pourrez aussi choisir un autre téléphone ou une clé de sécurité.',
      first:
        'Ensuite, le mot de passe seul ne suffira plus : il faudra aussi cette clé ou l’un des dix codes de secours que vous allez recevoir.',
      name: 'Comment l’appeler ?',
      nameHelp: 'Pour la reconnaître dans la liste, par exemple « Ce téléphone ».',
      alone: 'M’en servir aussi sans mot de passe',
      aloneHelp: 'Sur la page de connexion, cette clé suffira. À laisser vide si d’autres déverrouillent cet appareil.',
      submit: 'Faire la clé d’accès',
      suggested: (browser: string | null, system: string | null) => system ?? browser ?? 'Cet appareil',
    },
    change: {
      title: 'Une clé d’accès',
      submit: 'Enregistrer',
      back: 'Annuler',
      remove: 'Retirer cette clé d’accès',
      removeLead: 'Appareil perdu, vendu ou remplacé : sa clé n’ouvrira plus rien ici.',
      confirm: {
        title: 'Retirer cette clé d’accès ?',
        text: 'Elle n’ouvrira plus ce compte.',
        yes: 'Retirer',
        no: 'Garder',
      },
    },
    mail: {
      added: {
        subject: 'Une clé d’accès a été ajoutée',
        text: (login: string) => `Une clé d’accès répond désormais pour le compte ${login}.`,
      },
      removed: {
        subject: 'Une clé d’accès a été retirée',
        text: (login: string) => `Une clé d’accès du compte ${login} n’ouvre plus rien.`,
      },
    },
    refused: {
      'identity.passkey-over': 'Cette demande n’est plus en cours : recommencez, elle dure cinq minutes.',
      'identity.passkey-refused': 'Cette clé d’accès n’a pas été acceptée. Réessayez, ou passez par un autre moyen.',
      'identity.passkey-unknown':
        'Cette clé d’accès n’ouvre aucun compte ici : elle a sans doute été retirée. Utilisez votre identifiant.',
      'identity.passkey-second-only':
        'Cette clé d’accès complète le mot de passe, elle ne le remplace pas. Utilisez votre identifiant, puis la clé.',
      'identity.passkey-suspect':
        'Cette clé d’accès a répondu comme une copie le ferait : elle est refusée. Passez par un autre moyen, puis remplacez-la.',
      'identity.passkey-taken': 'Cette clé d’accès sert déjà ici. Faites-en une autre.',
      'identity.too-many-passkeys': 'Dix clés d’accès suffisent : retirez-en une avant d’en ajouter.',
      'identity.passkey-name-missing': 'Donnez-lui un nom.',
      'identity.passkey-name-long': 'Donnez-lui un nom plus court (60 signes).',
    },
  },
  en: {
    door: {
      enter: 'Sign in with a passkey',
      label: 'By passkey',
    },
    factor: {
      title: 'Confirm with your passkey',
      lead: 'The password is right. Now answer with the device that keeps your passkey.',
      submit: 'Use my passkey',
      otherwise: 'Answer with a code',
    },
    page: {
      title: 'Passkeys',
      lead: 'Your telephone or computer answers instead of a code, after checking your finger, your face or its own code: nothing that a false site could copy.',
      none: 'No passkey yet.',
      add: 'Add a passkey',
      added: (day: string) => `Added on ${day}`,
      used: (when: string) => `used ${when}`,
      neverUsed: 'never used',
      alone: 'Also opens without password',
      copied: 'Copied by your password manager to your other devices',
      suspect: (when: string) =>
        `A copy of this passkey may have answered ${when}: the answer was refused. Better remove this passkey and make another.`,
      change: 'Change',
      changeLabel: (name: string) => `Change the passkey ${name}`,
      isAdded: 'The passkey is in force.',
      isChanged: 'Noted.',
      isRemoved: (name: string) => `The passkey “${name}” is removed. Delete it from the device that keeps it, too.`,
    },
    add: {
      title: 'Add a passkey',
      lead: 'This device will ask for your finger, your face or its code. You may also choose another telephone or a security key.',
      first:
        'From then on the password alone is not enough: it takes this passkey too, or one of the ten recovery codes that you are about to get.',
      name: 'What is it called?',
      nameHelp: 'To know it again in the list, for example “This telephone”.',
      alone: 'Use it without password as well',
      aloneHelp: 'On the sign-in page this passkey will be enough. Leave it empty if others unlock this device.',
      submit: 'Make the passkey',
      suggested: (browser: string | null, system: string | null) => system ?? browser ?? 'This device',
    },
    change: {
      title: 'A passkey',
      submit: 'Save',
      back: 'Cancel',
      remove: 'Remove this passkey',
      removeLead: 'Device lost, sold or replaced: its passkey will open nothing here any more.',
      confirm: {
        title: 'Remove this passkey?',
        text: 'It will no longer open this account.',
        yes: 'Remove',
        no: 'Keep',
      },
    },
    mail: {
      added: {
        subject: 'A passkey was added',
        text: (login: string) => `A passkey now answers for the account ${login}.`,
      },
      removed: {
        subject: 'A passkey was removed',
        text: (login: string) => `A passkey of the account ${login} no longer opens anything.`,
      },
    },
    refused: {
      'identity.passkey-over': 'This is no longer under way: start again, it lasts five minutes.',
      'identity.passkey-refused': 'This passkey was not accepted. Try again, or come in another way.',
      'identity.passkey-unknown': 'This passkey opens no account here: it was probably removed. Use your login.',
      'identity.passkey-second-only':
        'This passkey completes the password, it does not replace it. Use your login, then the passkey.',
      'identity.passkey-suspect':
        'This passkey answered as a copy would: it is refused. Come in another way, then replace it.',
      'identity.passkey-taken': 'This passkey serves here already. Make another.',
      'identity.too-many-passkeys': 'Ten passkeys are enough: remove one before you add another.',
      'identity.passkey-name-missing': 'Give it a name.',
      'identity.passkey-name-long': 'Give it a shorter name (60 signs).',
    },
  },
});
