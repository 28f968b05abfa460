import { defineTexts } from '../../../platform/texts/texts.ts';

/** What notes are about, and which guardians sign. */
export const texts = defineTexts({
  fr: {
    names: {
      information: 'Information à lire',
      outing: 'Sortie',
      overnight: 'Sortie avec nuitée',
      meeting: 'Rendez-vous ou réunion',
      charter: 'Règlement ou charte',
      image: 'Droit à l’image pour un projet',
      health: 'Santé',
      money: 'Participation ou coopérative',
      material: 'Matériel',
      other: 'Autre',
    },
    rules: {
      one: 'Un responsable suffit',
      all: 'Tous les responsables signent',
    },
    title: 'Qui signe les mots',
    pageTitle: (school: string) => `Qui signe les mots · ${school}`,
    lead: 'Pour chaque sorte de mot, dites si la signature d’un responsable suffit ou s’il faut celle de tous. Qui écrit un mot peut encore en décider autrement.',
    usual: (rule: string) => `Habituellement : ${rule.toLowerCase()}`,
    submit: 'Enregistrer',
    saved: 'C’est enregistré : les prochains mots suivent ce choix.',
    detail: 'Un responsable ou tous, sorte par sorte',
  },
  en: {
    names: {
      information: 'Information to read',
      outing: 'Outing',
      overnight: 'Outing with a night away',
      meeting: 'Appointment or meeting',
      charter: 'Rules or charter',
      image: 'Pictures for a project',
      health: 'Health',
      money: 'Contribution or cooperative',
      material: 'Equipment',
      other: 'Other',
    },
    rules: {
      one: 'One guardian is enough',
      all: 'All guardians sign',
    },
    title: 'Who signs notes',
    pageTitle: (school: string) => `Who signs notes · ${school}`,
    lead: 'For each kind of note, say whether the signature of one guardian is enough or all of them sign. Whoever writes a note may still decide otherwise.',
    usual: (rule: string) => `Usually: ${rule.toLowerCase()}`,
    submit: 'Save',
    saved: 'Saved: the next notes follow this choice.',
    detail: 'One guardian or all, kind by kind',
  },
});
