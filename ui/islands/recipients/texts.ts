import { defineTexts } from '../../../platform/texts/texts.ts';

/** The field's own words; they travel with it. */
export const pickerTexts = defineTexts({
  fr: {
    chosen: 'Destinataires choisis',
    list: 'Propositions',
    count: 'Propositions :',
    added: 'Ajouté :',
    remove: 'Retirer',
    removed: 'Retiré :',
    failed: 'La recherche ne répond pas. Les classes et groupes restent proposés.',
  },
  en: {
    chosen: 'Recipients chosen',
    list: 'Suggestions',
    count: 'Suggestions:',
    added: 'Added:',
    remove: 'Remove',
    removed: 'Removed:',
    failed: 'The search does not answer. Classes and groups can still be chosen.',
  },
});

export type PickerTexts = (typeof pickerTexts)['fr'];
