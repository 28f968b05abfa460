import { defineTexts } from '../../platform/texts/texts.ts';

/** The house's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'house.jobs-retried': 'Travaux en échec relancés',
    'house.job-given-up': 'Travail en échec abandonné',
    'house.sms-tried': 'Envoi de SMS essayé',
  },
  en: {
    'house.jobs-retried': 'Failed jobs tried again',
    'house.job-given-up': 'Failed job given up',
    'house.sms-tried': 'Sending of SMS tried',
  },
});
