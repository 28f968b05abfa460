import { defineTexts } from '../../../platform/texts/texts.ts';

/** When a person is left in peace. */
export const texts = defineTexts({
  fr: {
    title: 'Heures de notification',
    lead: 'Quand laisser ce compte tranquille ? Jamais moins que de 20 h à 7 h et le week-end. Les messages de sécurité et de départ partent encore à toute heure.',
    question: 'Quand ne rien envoyer ?',
    choices: {
      default: { label: 'De 20 h à 7 h, et le week-end', hint: 'Comme tout le monde' },
      evening: { label: 'De 18 h à 8 h, et le week-end', hint: 'Soirées tranquilles' },
      fine: { label: 'Je choisis', hint: 'Avec les heures et les jours ci-dessous' },
    },
    fine: 'Choisir les heures et les jours',
    from: 'À partir de',
    until: 'Jusqu’à',
    days: 'Aucune notification, toute la journée, le',
    weekdays: { 1: 'lundi', 2: 'mardi', 3: 'mercredi', 4: 'jeudi', 5: 'vendredi' },
    hour: (time: string) => time.replace(/^0/, '').replace(':00', ' h').replace(':', ' h '),
    inWords: (from: string, until: string, days: string) =>
      `Tranquille de ${from} à ${until}, le week-end${days ? ` et le ${days}` : ''}`,
    and: ' et ',
    submit: 'Enregistrer',
    saved: 'C’est enregistré.',
    schools: 'Ce que décident vos établissements',
    refused: { 'notifications.hours-missing': 'Choisissez une des trois réponses.' },
  },
  en: {
    title: 'Notification hours',
    lead: 'When shall this account be left in peace? Never less than from 20:00 to 7:00 and at week-ends. Messages about security and about leaving still go out at any hour.',
    question: 'When does Préau leave you in peace?',
    choices: {
      default: { label: 'From 20:00 to 7:00, and at week-ends', hint: 'Like everybody' },
      evening: { label: 'From 18:00 to 8:00, and at week-ends', hint: 'Quiet evenings' },
      fine: { label: 'I choose', hint: 'With the hours and days below' },
    },
    fine: 'Choose the hours and days',
    from: 'From',
    until: 'Until',
    days: 'No notification, the whole day, on',
    weekdays: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday' },
    hour: (time: string) => time.replace(/^0/, ''),
    inWords: (from: string, until: string, days: string) =>
      `In peace from ${from} to ${until}, at week-ends${days ? ` and on ${days}` : ''}`,
    and: ' and ',
    submit: 'Save',
    saved: 'Saved.',
    schools: 'What your schools decide',
    refused: { 'notifications.hours-missing': 'Choose one of the three answers.' },
  },
});
