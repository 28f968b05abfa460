import { defineTexts } from '../../../platform/texts/texts.ts';

const fr = new Intl.NumberFormat('fr-FR');
const en = new Intl.NumberFormat('en-GB');

/** Identity's steps of the start of the year. */
export const texts = defineTexts({
  fr: {
    sheets: {
      title: 'Les fiches de connexion sont remises',
      why: 'Chaque personne reçoit sa fiche, avec un code à elle. Qui est déjà entré n’en a plus besoin.',
      count: (done: number, total: number) =>
        `${fr.format(done)} ${done > 1 ? 'personnes' : 'personne'} sur ${fr.format(total)}`,
      missing: (count: number) => (count > 1 ? `Imprimer ${fr.format(count)} fiches` : 'Imprimer une fiche'),
      action: 'Voir les fiches remises',
    },
    families: {
      title: 'Les familles sont entrées',
      why: 'Pour chaque élève, un responsable au moins s’est connecté. Les autres ont peut-être perdu leur fiche.',
      count: (done: number, total: number) =>
        `${fr.format(done)} ${done > 1 ? 'familles' : 'famille'} sur ${fr.format(total)}`,
      missing: (_count: number) => 'Voir les responsables à relancer',
      action: 'Voir les responsables',
    },
    todo: {
      shutOut: (count: number) =>
        count > 1 ? `Dans ${count} familles, un accès est à rouvrir` : 'Dans une famille, un accès est à rouvrir',
      familiesOut: (count: number) =>
        count > 1 ? `${count} familles ne sont pas encore entrées` : 'Une famille n’est pas encore entrée',
      noGuardian: (count: number) =>
        count > 1 ? `${count} élèves n’ont pas de responsable connu` : 'Un élève n’a pas de responsable connu',
      print: 'Imprimer leurs fiches',
    },
  },
  en: {
    sheets: {
      title: 'Sign-in sheets are handed out',
      why: 'Each person gets a sheet with a code of their own. Who has already entered needs none.',
      count: (done: number, total: number) => `${en.format(done)} of ${en.format(total)} people`,
      missing: (count: number) => (count === 1 ? 'Print one sheet' : `Print ${en.format(count)} sheets`),
      action: 'See the sheets handed out',
    },
    families: {
      title: 'Families have entered',
      why: 'For each pupil, at least one guardian has signed in. The others may have lost their sheet.',
      count: (done: number, total: number) => `${en.format(done)} of ${en.format(total)} families`,
      missing: (_count: number) => 'See the guardians to remind',
      action: 'See the guardians',
    },
    todo: {
      shutOut: (count: number) =>
        count > 1 ? `In ${count} families an access is to be reopened` : 'In one family an access is to be reopened',
      familiesOut: (count: number) =>
        count === 1 ? 'One family has not entered yet' : `${count} families have not entered yet`,
      noGuardian: (count: number) =>
        count === 1 ? 'One pupil has no known guardian' : `${count} pupils have no known guardian`,
      print: 'Print their sheets',
    },
  },
});
