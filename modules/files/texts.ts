import { defineTexts, type Locale } from '../../platform/texts/texts.ts';

const units: Readonly<Record<Locale, readonly string[]>> = {
  fr: ['octets', 'ko', 'Mo', 'Go'],
  en: ['bytes', 'kB', 'MB', 'GB'],
};

/** Bytes as people say them: « 1,2 Mo », with the space that never ends a line. */
export function sizeInWords(bytes: number, locale: Locale): string {
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return `${figure}\u00a0${units[locale][power]}`;
}

export const texts = defineTexts({
  fr: {
    fieldHelp: (most: number) =>
      `${most === 1 ? 'Un fichier' : `${most} fichiers au plus`}. Le lieu et l’appareil notés dans les photos sont effacés.`,
    sizes: {
      file: 'Fichier',
      notScanned: 'non analysé par un antivirus',
      waiting: 'analyse antivirus en cours, lisible dans un instant',
      quarantined: 'bloqué : l’antivirus y a trouvé un danger',
      unexamined: 'bloqué : trop lourd pour être examiné par l’antivirus',
    },
    attachments: 'Pièces jointes',
    download: 'Télécharger',
    picture: (name: string) => `Image ${name}`,
    refused: {
      'files.quota-person':
        'Votre espace est plein : ce fichier n’y tient pas. Supprimez d’anciens envois dans « Mes fichiers », puis réessayez.',
      'files.quota-school':
        'L’espace de l’établissement est plein : ce fichier n’y tient pas. La direction peut supprimer d’anciens fichiers ou demander plus de place.',
      'files.no-room':
        'Il n’y a plus de place pour enregistrer ce fichier. Rien n’est perdu de ce qui était déjà là. Réessayez plus tard, ou prévenez l’assistance.',
      'files.too-large':
        'Ce fichier est trop lourd pour être envoyé ainsi : 100 Mo au plus sans JavaScript, 1 Go avec. Réduisez-le, ou envoyez-le en plusieurs parties.',
      'files.too-many': 'Il y a trop de fichiers à la fois. Envoyez-les en plusieurs fois.',
      'files.empty':
        'Un des fichiers est vide. Vérifiez qu’il s’ouvre sur votre appareil, puis choisissez-le de nouveau.',
      'files.heic':
        'Cette photo est au format HEIC ou AVIF, que tout le monde ne peut pas ouvrir. Sur un iPhone : Réglages, Appareil photo, Formats, « Le plus compatible ». Pour une photo déjà prise, envoyez-en une capture d’écran ou une copie JPEG.',
      'files.picture-too-large': 'Cette image est trop lourde : 60 Mo au plus. Réduisez-la, puis réessayez.',
      'files.not-yours':
        'Un des fichiers n’est plus là : il a peut-être attendu plus d’un jour. Choisissez-le de nouveau.',
      'files.protocol': 'Cet envoi parle une version que nous ne connaissons pas. Rechargez la page, puis réessayez.',
      'files.length-missing': 'La taille du fichier n’a pas été annoncée. Rechargez la page, puis réessayez.',
      'files.not-a-stream': 'Ce qui a été reçu n’est pas la suite d’un fichier. Rechargez la page, puis réessayez.',
      'files.elsewhere': 'L’envoi en est ailleurs : il reprend de lui-même d’où il en est.',
      'files.altered': 'Une partie du fichier est arrivée abîmée : elle est envoyée de nouveau.',
      'files.waiting': 'L’antivirus n’a pas encore examiné ce fichier. Réessayez dans un instant.',
      'files.quarantined':
        'L’antivirus a trouvé un danger dans ce fichier : il ne peut pas être ouvert. Demandez à la personne qui l’a envoyé d’en envoyer un autre.',
      'files.unexamined':
        'Ce fichier est trop lourd pour être examiné par l’antivirus : il ne peut pas être ouvert. Demandez à la personne qui l’a envoyé d’en faire plusieurs, plus petits.',
    },
  },
  en: {
    fieldHelp: (most: number) =>
      `${most === 1 ? 'One file' : `${most} files at most`}. The place and the device noted in photos are erased.`,
    sizes: {
      file: 'File',
      notScanned: 'not scanned for viruses',
      waiting: 'being scanned for viruses, readable in a moment',
      quarantined: 'blocked: the virus scanner found a danger in it',
      unexamined: 'blocked: too large for the virus scanner',
    },
    attachments: 'Attachments',
    download: 'Download',
    picture: (name: string) => `Picture ${name}`,
    refused: {
      'files.quota-person':
        'Your space is full: this file does not fit. Delete older files in “My files”, then try again.',
      'files.quota-school':
        'The school’s space is full: this file does not fit. The head can delete older files or ask for more room.',
      'files.no-room':
        'There is no room left to keep this file. Nothing that was there is lost. Try again later, or tell the help desk.',
      'files.too-large':
        'This file is too large to be sent this way: 100 MB at most without JavaScript, 1 GB with it. Make it smaller, or send it in parts.',
      'files.too-many': 'There are too many files at once. Send them in several goes.',
      'files.empty': 'One of the files is empty. Check that it opens on your device, then choose it again.',
      'files.heic':
        'This photo is in the HEIC or AVIF format, which not everybody can open. On an iPhone: Settings, Camera, Formats, “Most Compatible”. For a photo already taken, send a screenshot of it or a JPEG copy.',
      'files.picture-too-large': 'This picture is too large: 60 MB at most. Make it smaller, then try again.',
      'files.not-yours': 'One of the files is gone: it may have waited for more than a day. Choose it again.',
      'files.protocol': 'This upload speaks a version that we do not know. Reload the page, then try again.',
      'files.length-missing': 'The size of the file was not announced. Reload the page, then try again.',
      'files.not-a-stream': 'What came in is not the rest of a file. Reload the page, then try again.',
      'files.elsewhere': 'The upload stands elsewhere: it goes on by itself from where it is.',
      'files.altered': 'A part of the file came in damaged: it is sent again.',
      'files.waiting': 'The virus scanner has not looked at this file yet. Try again in a moment.',
      'files.quarantined':
        'The virus scanner found a danger in this file: it cannot be opened. Ask who sent it to send another one.',
      'files.unexamined':
        'This file is too large for the virus scanner to examine: it cannot be opened. Ask who sent it to make several smaller ones of it.',
    },
  },
});
