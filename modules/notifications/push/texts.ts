import { defineTexts } from '../../../platform/texts/texts.ts';

/** Telling devices, and the page without network. */
export const texts = defineTexts({
  fr: {
    title: 'Sur cet appareil',
    lead: 'Une notification s’affiche même quand Préau est fermé. À réserver à un appareil personnel. Se déconnecter y met fin.',
    leadForPupil:
      'Une notification s’affiche même quand Préau est fermé. Garde cela pour ton appareil à toi. Se déconnecter y met fin.',
    add: 'Me prévenir sur cet appareil',
    without:
      'Ce navigateur ne sait pas afficher de notifications. Sur iPhone, ajoutez d’abord Préau à l’écran d’accueil.',
    denied: 'Le navigateur a refusé les notifications. Elles se permettent dans ses réglages, pour ce site.',
    failed: 'L’appareil n’a pas pu être ajouté. Réessayez dans un instant.',
    devices: 'Appareils prévenus',
    since: (day: string) => `Depuis le ${day}`,
    unknown: 'Navigateur',
    remove: 'Retirer',
    removeLabel: (device: string) => `Ne plus prévenir : ${device}`,
    added: 'Cet appareil sera prévenu.',
    removed: 'Cet appareil ne sera plus prévenu.',
    refused: {
      'notifications.device-elsewhere':
        'Le service de notification de ce navigateur n’est pas connu ici. Essayez un autre navigateur.',
      'notifications.too-many-devices': 'Dix appareils sont déjà prévenus. Retirez-en un d’abord.',
      'notifications.device-not-understood': 'Le navigateur n’a pas donné d’adresse. Réessayez dans un instant.',
    },
    offlineTitle: 'Pas de réseau',
    offline:
      'Cette page s’ouvrira d’elle-même avec la connexion. Ce qui était en cours d’écriture est gardé sur cet appareil.',
    retry: 'Réessayer',
  },
  en: {
    title: 'On this device',
    lead: 'A notification is shown even when Préau is closed. For a device of your own. Signing out ends it.',
    leadForPupil: 'A notification is shown even when Préau is closed. For a device of your own. Signing out ends it.',
    add: 'Tell me on this device',
    without: 'This browser cannot show notifications. On an iPhone, add Préau to the home screen first.',
    denied: 'The browser refused notifications. Allow them in its settings, for this site.',
    failed: 'The device could not be added. Try again in a moment.',
    devices: 'Devices that are told',
    since: (day: string) => `Since ${day}`,
    unknown: 'Browser',
    remove: 'Remove',
    removeLabel: (device: string) => `Tell no more: ${device}`,
    added: 'This device will be told.',
    removed: 'This device will be told no more.',
    refused: {
      'notifications.device-elsewhere':
        'The notification service of this browser is not known here. Try another browser.',
      'notifications.too-many-devices': 'Ten devices are told already. Remove one first.',
      'notifications.device-not-understood': 'The browser gave no address. Try again in a moment.',
    },
    offlineTitle: 'No network',
    offline: 'This page opens by itself once the connection is back. What was being written is kept on this device.',
    retry: 'Try again',
  },
});
