import { defineTexts } from '../texts/texts.ts';

/** What to do about a refused text, by code; pages add them to the sentences of their form. */
export const textFaults = defineTexts({
  fr: {
    'text.too-long': 'Ce texte est trop long : raccourcissez-le, ou joignez un document.',
    'text.not-understood': 'Une partie de ce texte ne peut pas être gardée. Recopiez-le sans sa mise en forme.',
    'text.alt-missing': 'Dites ce que montre chaque image, ou qu’elle est décorative.',
    'text.link-refused': 'Un lien ne mène pas à une adresse web, électronique ou de téléphone : corrigez-le.',
    'text.missing': 'Écrivez un texte.',
  },
  en: {
    'text.too-long': 'This text is too long: shorten it, or attach a document.',
    'text.not-understood': 'A part of this text cannot be kept. Copy it again without its formatting.',
    'text.alt-missing': 'Say what each picture shows, or that it is decorative.',
    'text.link-refused': 'A link does not lead to a web, e-mail or telephone address: correct it.',
    'text.missing': 'Write a text.',
  },
});
