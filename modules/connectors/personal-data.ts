import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { texts } from './texts.ts';

/** The catalogue holds nothing of persons but who last changed an entry; what each service received lies with identity. */
export const connectorsPersonalData: PersonalDataPart = {
  key: 'connectors',
  columns: [{ table: 'connectors.services', column: 'changed_by', fate: 'tombstone' }],
  things: [],
  words: {
    fr: { title: texts.fr.title, things: {}, exceptions: [] },
    en: { title: texts.en.title, things: {}, exceptions: [] },
  },
};
