import { defineTexts } from '../../../platform/texts/texts.ts';

const fr = {
  families: (name: string) => `Familles · ${name}`,
  pupils: (name: string) => `Élèves · ${name}`,
  staff: (name: string) => `Équipe · ${name}`,
  members: (name: string) => `Membres · ${name}`,
};
const en: typeof fr = {
  families: (name) => `Families · ${name}`,
  pupils: (name) => `Pupils · ${name}`,
  staff: (name) => `Team · ${name}`,
  members: (name) => `Members · ${name}`,
};

/** Whom something is said to. */
export const texts = defineTexts({
  fr: {
    group: { ...fr, staff: (name: string) => `Enseignants · ${name}` },
    school: fr,
    commune: fr,
    everywhere: {
      families: 'Toutes les familles',
      pupils: 'Tous les élèves',
      staff: 'Tout le personnel',
      members: 'Tous les membres',
    },
  },
  en: {
    group: { ...en, staff: (name: string) => `Teachers · ${name}` },
    school: en,
    commune: en,
    everywhere: {
      families: 'All families',
      pupils: 'All pupils',
      staff: 'All staff',
      members: 'All members',
    },
  },
});
