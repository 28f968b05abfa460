import { defineTexts } from '../../../platform/texts/texts.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;
const pluralEn = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Pages on who sees whom and who may write to whom. */
export const texts = defineTexts({
  fr: {
    stages: { nursery: 'Maternelle', elementary: 'Élémentaire', college: 'Collège' },
    verbs: { see: 'Voir', write: 'Écrire' },
    reach: {
      title: { see: 'Les personnes que je vois', write: 'À qui je peux écrire' },
      titleOf: {
        see: (name: string) => `Les personnes que voit ${name}`,
        write: (name: string) => `À qui peut écrire ${name}`,
      },
      subtitle: 'Selon votre place dans l’établissement et les règles qu’il a choisies.',
      subtitleOf: 'Parmi les personnes que vous voyez vous-même.',
      detail: 'Par ordre alphabétique, et à qui vous pouvez écrire',
      switchLabel: 'Voir ou écrire',
      label: 'Chercher par le nom',
      search: 'Chercher',
      results: 'Personnes',
      none: 'Personne pour l’instant',
      noneHint: 'Les noms apparaissent dès que l’annuaire relie cette personne à une classe ou à un établissement.',
      noneFound: 'Personne de ce nom ici',
      noneFoundHint: 'Vérifiez le début du nom ou du prénom.',
      more: 'Suite de la liste',
    },
    school: {
      title: 'Qui voit qui, qui écrit à qui',
      lead: 'Chaque règle vaut pour tout l’établissement. La direction choisit, dans ce que permet la plateforme.',
      simulator: 'Vérifier pour deux personnes',
      yours: 'Choix de l’établissement',
      platforms: 'Décidé pour tous les établissements',
      touch: 'Choisissez une règle pour la changer',
      changeTitle: 'Changer une règle',
      choice: 'Pour l’établissement',
      choices: {
        default: (isOpen: boolean) => `Comme la plateforme (${isOpen ? 'ouvert' : 'fermé'})`,
        open: 'Ouvert',
        closed: 'Fermé',
      },
      saved: (day: string) => `C’est noté : la règle vaut à partir du ${day}.`,
      link: 'Qui voit qui, qui écrit à qui',
    },
    platform: {
      title: 'Règles de visibilité et d’écriture',
      subtitle: 'Ce qui vaut pour tous les établissements d’un même niveau, et ce que chacun peut choisir.',
      detail: 'Qui voit qui, qui écrit à qui : la règle commune',
      stagesLabel: 'Niveau',
      yours: 'À régler',
      fixed: 'Ce qui ne change pas',
      setting: 'Pour tous les établissements de ce niveau',
      settings: {
        never: 'Jamais',
        closed: 'Fermé, l’établissement peut l’ouvrir',
        open: 'Ouvert, l’établissement peut le fermer',
        always: 'Toujours',
      },
      deviations: (open: number, closed: number) =>
        [
          open > 0 && plural(open, 'établissement l’a ouvert', 'établissements l’ont ouvert'),
          closed > 0 && plural(closed, 'établissement l’a fermé', 'établissements l’ont fermé'),
        ]
          .filter(Boolean)
          .join(', '),
      saved: (stage: string, day: string) => `C’est noté pour : ${stage}, à partir du ${day}.`,
    },
    state: { open: 'Ouvert', closed: 'Fermé' },
    startsOn: 'À partir du',
    startsOnHelp: 'Aujourd’hui si vous laissez vide.',
    save: 'Enregistrer',
    cancel: 'Annuler',
    decided: (day: string, author: string | null) =>
      author ? `Décidé par ${author}, depuis le ${day}` : `Depuis le ${day}`,
    ahead: (choice: string, day: string) => `${choice} à partir du ${day}`,
    simulator: {
      title: 'Qui peut écrire à qui ?',
      detail: 'Choisir deux personnes et savoir pourquoi',
      subtitle: 'Choisissez deux personnes : la réponse dit la règle et le lien qui la donnent.',
      from: 'La première personne',
      to: 'La seconde personne',
      whoWrites: 'Qui veut voir ou écrire ?',
      whoReads: 'À qui ?',
      search: 'Début du nom ou du prénom',
      find: 'Chercher',
      another: 'Changer',
      none: 'Personne de ce nom parmi celles que vous pouvez vérifier.',
      swap: 'Dans l’autre sens',
      wholeOf: {
        see: (name: string) => `Toutes les personnes que voit ${name}`,
        write: (name: string) => `Toutes les personnes à qui peut écrire ${name}`,
      },
      yes: {
        see: (a: string, b: string) => `Oui, ${a} voit ${b}.`,
        write: (a: string, b: string) => `Oui, ${a} peut écrire à ${b}.`,
      },
      no: {
        see: (a: string, b: string) => `Non, ${a} ne voit pas ${b}.`,
        write: (a: string, b: string) => `Non, ${a} ne peut pas écrire à ${b}.`,
      },
      because: 'Parce que :',
      although: 'Un lien existe, mais la règle est fermée :',
      closedBy: {
        platform: 'La plateforme ne l’ouvre pas pour ce niveau.',
        school: 'L’établissement a fermé cette règle.',
      },
      same: 'C’est la même personne.',
      noRole: (name: string) => `${name} n’a ni profil ni enfant dans un établissement en ce moment.`,
      counts: (name: string) =>
        `${name} voit des effectifs et aucune personne : c’est la règle pour les communes et l’académie.`,
      noTie:
        'Aucune règle ne relie ces deux personnes : ni famille, ni classe, ni établissement en commun qui le permette.',
      closedAccess: (adult: string, child: string) =>
        `Une décision ferme l’accès de ${adult} à ${child} : aucun lien ne passe par cet enfant.`,
    },
    refused: {
      past: 'Choisissez aujourd’hui ou un jour à venir.',
    },
  },
  en: {
    stages: { nursery: 'Nursery school', elementary: 'Elementary school', college: 'Collège' },
    verbs: { see: 'See', write: 'Write' },
    reach: {
      title: { see: 'People I see', write: 'To whom I may write' },
      titleOf: {
        see: (name: string) => `People whom ${name} sees`,
        write: (name: string) => `To whom ${name} may write`,
      },
      subtitle: 'By your place in the school and the rules it has chosen.',
      subtitleOf: 'Among the people whom you see yourself.',
      detail: 'By name, and to whom you may write',
      switchLabel: 'See or write',
      label: 'Search by name',
      search: 'Search',
      results: 'People',
      none: 'Nobody for now',
      noneHint: 'Names appear as soon as the directory joins this person to a class or a school.',
      noneFound: 'Nobody of that name here',
      noneFoundHint: 'Check the beginning of the family or given name.',
      more: 'More of the list',
    },
    school: {
      title: 'Who sees whom, who writes to whom',
      lead: 'Each rule holds for the whole school. The head chooses, within what the platform allows.',
      simulator: 'Check for two people',
      yours: 'The school’s choices',
      platforms: 'Decided for all schools',
      touch: 'Choose a rule to change it',
      changeTitle: 'Change a rule',
      choice: 'For the school',
      choices: {
        default: (isOpen: boolean) => `As the platform says (${isOpen ? 'open' : 'closed'})`,
        open: 'Open',
        closed: 'Closed',
      },
      saved: (day: string) => `Noted: the rule holds from ${day}.`,
      link: 'Who sees whom, who writes to whom',
    },
    platform: {
      title: 'Rules of seeing and writing',
      subtitle: 'What holds for all schools of one level, and what each may choose.',
      detail: 'Who sees whom, who writes to whom: the common rule',
      stagesLabel: 'Level',
      yours: 'To decide',
      fixed: 'What does not change',
      setting: 'For all schools of this level',
      settings: {
        never: 'Never',
        closed: 'Closed, the school may open it',
        open: 'Open, the school may close it',
        always: 'Always',
      },
      deviations: (open: number, closed: number) =>
        [
          open > 0 && `${pluralEn(open, 'school has', 'schools have')} opened it`,
          closed > 0 && `${pluralEn(closed, 'school has', 'schools have')} closed it`,
        ]
          .filter(Boolean)
          .join(', '),
      saved: (stage: string, day: string) => `Noted for: ${stage}, from ${day}.`,
    },
    state: { open: 'Open', closed: 'Closed' },
    startsOn: 'From',
    startsOnHelp: 'Today when left empty.',
    save: 'Save',
    cancel: 'Cancel',
    decided: (day: string, author: string | null) => (author ? `Decided by ${author}, since ${day}` : `Since ${day}`),
    ahead: (choice: string, day: string) => `${choice} from ${day}`,
    simulator: {
      title: 'Who may write to whom?',
      detail: 'Choose two people and learn why',
      subtitle: 'Choose two people: the answer tells the rule and the relation that give it.',
      from: 'The first person',
      to: 'The second person',
      whoWrites: 'Who wants to see or write?',
      whoReads: 'To whom?',
      search: 'Beginning of the family or given name',
      find: 'Search',
      another: 'Change',
      none: 'Nobody of that name among those whom you may check.',
      swap: 'The other way round',
      wholeOf: {
        see: (name: string) => `Everybody whom ${name} sees`,
        write: (name: string) => `Everybody to whom ${name} may write`,
      },
      yes: {
        see: (a: string, b: string) => `Yes, ${a} sees ${b}.`,
        write: (a: string, b: string) => `Yes, ${a} may write to ${b}.`,
      },
      no: {
        see: (a: string, b: string) => `No, ${a} does not see ${b}.`,
        write: (a: string, b: string) => `No, ${a} may not write to ${b}.`,
      },
      because: 'Because:',
      although: 'A relation exists, but the rule is closed:',
      closedBy: {
        platform: 'The platform does not open it for this level.',
        school: 'The school has closed this rule.',
      },
      same: 'It is the same person.',
      noRole: (name: string) => `${name} has no profile and no child in a school at present.`,
      counts: (name: string) => `${name} sees numbers and no person: this is the rule for communes and the academy.`,
      noTie: 'No rule joins these two people: no family, class or school in common that allows it.',
      closedAccess: (adult: string, child: string) =>
        `A decision closes the access of ${adult} to ${child}: no relation passes through this child.`,
    },
    refused: {
      past: 'Choose today or a day to come.',
    },
  },
});
