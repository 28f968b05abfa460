import { defineTexts } from '../../platform/texts/texts.ts';

/** Messages among what people are told of. */
export const texts = defineTexts({
  fr: {
    aMessage: 'un message',
    kind: { label: 'Messages', hint: 'Ce que l’établissement et les autres écrivent.', one: 'Message', act: 'Lire' },
  },
  en: {
    aMessage: 'a message',
    kind: { label: 'Messages', hint: 'What the school and others write.', one: 'Message', act: 'Read' },
  },
});
