import { defineTexts } from '../texts/texts.ts';

/** What is said of a picture that cannot be taken, by refusal code. */
export const pictureTexts = defineTexts({
  fr: {
    'platform.picture-missing': 'Choisissez une photo ou une image.',
    'platform.picture-too-large':
      'Ce fichier est trop lourd : 15 Mo au plus. Envoyez une photo ordinaire du téléphone, ou réduisez l’image.',
    'platform.picture-kind':
      'Ce fichier n’est pas une image que nous savons lire. Envoyez une photo JPEG, PNG ou WebP.',
    'platform.picture-drawing':
      'Les dessins vectoriels (SVG) ne sont pas acceptés : ils peuvent cacher un programme. Enregistrez l’image en PNG.',
    'platform.picture-broken': 'Cette image est abîmée ou incomplète. Enregistrez-la de nouveau, puis renvoyez-la.',
    'platform.picture-too-small':
      'Cette image est trop petite . Choisissez-en une plus grande (96 pixels au moins de chaque côté).',
    'platform.picture-too-many-pixels': 'Cette image est trop grande : 64 millions de pixels au plus. Réduisez-la.',
  },
  en: {
    'platform.picture-missing': 'Choose a photo or a picture.',
    'platform.picture-too-large':
      'This file is too heavy: 15 MB at most. Send an ordinary photo of the telephone, or make the picture smaller.',
    'platform.picture-kind': 'This file is not a picture that we can read. Send a JPEG, PNG or WebP photo.',
    'platform.picture-drawing':
      'Vector drawings (SVG) are not accepted: they may hide a program. Save the picture as PNG.',
    'platform.picture-broken': 'This picture is damaged or incomplete. Save it again, then send it again.',
    'platform.picture-too-small': 'This picture is too small: at least 96 pixels on each side.',
    'platform.picture-too-many-pixels': 'This picture is too large: 64 million pixels at most. Make it smaller.',
  },
});
