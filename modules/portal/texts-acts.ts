import { defineTexts } from '../../platform/texts/texts.ts';

/** The portal's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'portal.banner-written': 'Bandeau d’information écrit',
    'portal.banner-removed': 'Bandeau d’information retiré',
  },
  en: {
    'portal.banner-written': 'Information banner written',
    'portal.banner-removed': 'Information banner removed',
  },
});
