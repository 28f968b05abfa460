import { defineTexts } from '../../platform/texts/texts.ts';
import { texts as held } from './held/texts.ts';

const rightsOf = (locale: 'fr' | 'en') => ({
  'privacy.held': held[locale].rights.held,
  'privacy.held.see': held[locale].rights.see,
  'privacy.held.download': held[locale].rights.download,
});

/** This module's lines of the rights grid. */
export const rightsTexts = defineTexts({ fr: rightsOf('fr'), en: rightsOf('en') });

/** Sentences of the acts that this module records. */
export const actTexts = defineTexts({
  fr: { 'privacy.data-downloaded': held.fr.acts.downloaded, 'privacy.person-erased': 'Personne effacée' },
  en: { 'privacy.data-downloaded': held.en.acts.downloaded, 'privacy.person-erased': 'Person erased' },
});
