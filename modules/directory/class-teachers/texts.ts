import { defineTexts } from '../../../platform/texts/texts.ts';

/** The page on which a head says who teaches each class. */
export const texts = defineTexts({
  fr: {
    title: 'Qui enseigne dans chaque classe',
    none: 'Pas encore de classe',
    noneHint: 'Les classes arrivent avec la livraison de l’académie ou un fichier importé.',
    proposed: 'À confirmer',
    proposedHint:
      'Le nom de ces classes est celui d’une personne qui enseigne ici. Si c’est juste, confirmez tout d’un coup.',
    confirm: (count: number) => (count > 1 ? `Confirmer les ${count} classes` : 'Confirmer'),
    without: 'Sans enseignant',
    withoutHint: 'Ouvrez la classe et choisissez qui y enseigne.',
    nobody: 'À dire',
    settled: 'C’est fait',
    attached: (count: number) =>
      count > 1
        ? `C’est noté : ${count} classes ont leur enseignant.`
        : count === 1
          ? 'C’est noté : la classe a son enseignant.'
          : 'Rien n’a changé : c’était déjà fait.',
  },
  en: {
    title: 'Who teaches each class',
    none: 'No class yet',
    noneHint: 'Classes come with the academy’s delivery or an imported file.',
    proposed: 'To confirm',
    proposedHint:
      'The name of these classes is that of a person who teaches here. If it is right, confirm all at once.',
    confirm: (count: number) => (count === 1 ? 'Confirm' : `Confirm the ${count} classes`),
    without: 'Without a teacher',
    withoutHint: 'Open the class and choose who teaches it.',
    nobody: 'To say',
    settled: 'Done',
    attached: (count: number) =>
      count === 0
        ? 'Nothing changed: it was done already.'
        : count === 1
          ? 'Noted: the class has its teacher.'
          : `Noted: ${count} classes have their teacher.`,
  },
});
