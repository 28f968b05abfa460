import { defineTexts } from '../../platform/texts/texts.ts';
import { texts as held } from './held/texts.ts';
import { texts as leaving } from './leaving/texts.ts';

const rightsOf = (locale: 'fr' | 'en') => ({
  'privacy.held': held[locale].rights.held,
  'privacy.held.see': held[locale].rights.see,
  'privacy.held.download': held[locale].rights.download,
  'left-children': held[locale].rights.leftChildren,
});

const actsOf = (locale: 'fr' | 'en') => ({
  'privacy.data-downloaded': held[locale].acts.downloaded,
  'privacy.person-erased': leaving[locale].acts.erased,
  'privacy.erasure-asked': leaving[locale].acts.erasureAsked,
  'privacy.keeping-asked': leaving[locale].acts.keepingAsked,
});

/** This module's lines of the rights grid. */
export const rightsTexts = defineTexts({ fr: rightsOf('fr'), en: rightsOf('en') });

/** Sentences of the acts that this module records. */
export const actTexts = defineTexts({ fr: actsOf('fr'), en: actsOf('en') });

/** Sentences of its refusals. */
export const refusalTexts = defineTexts({ fr: leaving.fr.refused, en: leaving.en.refused });
