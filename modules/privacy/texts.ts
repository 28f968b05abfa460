import { defineTexts } from '../../platform/texts/texts.ts';
import { texts as desk } from './desk/texts.ts';
import { texts as held } from './held/texts.ts';
import { texts as leaving } from './leaving/texts.ts';
import { texts as table } from './leaving/texts-table.ts';
import { texts as requests } from './requests/texts.ts';

const rightsOf = (locale: 'fr' | 'en') => ({
  'privacy.held': held[locale].rights.held,
  'privacy.held.see': held[locale].rights.see,
  'privacy.held.download': held[locale].rights.download,
  'left-children': held[locale].rights.leftChildren,
  'privacy.desk': desk[locale].rights.desk,
  'privacy.desk.seeCounts': desk[locale].rights.seeCounts,
  'privacy.desk.seeLeavers': desk[locale].rights.seeLeavers,
  'privacy.desk.hold': desk[locale].rights.hold,
  'privacy.desk.answer': desk[locale].rights.answer,
  'privacy.desk.openArchive': desk[locale].rights.openArchive,
  'privacy.leavers': table[locale].rights.leavers,
  'privacy.leavers.list': table[locale].rights.list,
  'every-leaver': desk[locale].rights.everyLeaver,
});

const actsOf = (locale: 'fr' | 'en') => ({
  'privacy.data-downloaded': held[locale].acts.downloaded,
  'privacy.person-erased': leaving[locale].acts.erased,
  'privacy.erasure-asked': leaving[locale].acts.erasureAsked,
  'privacy.keeping-asked': leaving[locale].acts.keepingAsked,
  'privacy.hold-placed': desk[locale].acts.holdPlaced,
  'privacy.hold-lifted': desk[locale].acts.holdLifted,
  'privacy.request-answered': desk[locale].acts.requestAnswered,
  'privacy.archive-opened': desk[locale].acts.archiveOpened,
});

const refusalsOf = (locale: 'fr' | 'en') => ({
  ...leaving[locale].refused,
  ...desk[locale].refused,
  ...requests[locale].refused,
});

/** This module's lines of the rights grid. */
export const rightsTexts = defineTexts({ fr: rightsOf('fr'), en: rightsOf('en') });

/** Sentences of the acts that this module records. */
export const actTexts = defineTexts({ fr: actsOf('fr'), en: actsOf('en') });

/** Sentences of its refusals. */
export const refusalTexts = defineTexts({ fr: refusalsOf('fr'), en: refusalsOf('en') });
