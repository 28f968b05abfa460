import { defineTexts } from '../../../platform/texts/texts.ts';

/**
 * Image rights. `words` are what a guardian answers to: an answer keeps their number (`TEXT_VERSION` of rules.ts), so a change of them
 * raises it.
 */
export const texts = defineTexts({
  fr: {
    title: 'Droit à l’image',
    lead: 'Pour chaque usage, dites si l’école peut montrer des photos et des vidéos de votre enfant. Refuser n’enlève rien à l’enfant : il participe à tout, sans être montré.',
    words: {
      class: {
        title: 'Dans la classe, sur Préau',
        text: 'Photos et vidéos de la vie de la classe et photo de la fiche, vues seulement par les élèves, les familles et les adultes de la classe, une fois connectés.',
      },
      public: {
        title: 'Sur la page publique de l’établissement',
        text: 'Photos et vidéos que tout le monde peut voir sur internet, sans se connecter.',
      },
      press: {
        title: 'Dans la presse et hors de l’établissement',
        text: 'Photos et vidéos dans un journal, une exposition, les publications de la commune ou de l’académie.',
      },
    },
    leadOwn:
      'Pour chaque usage, dites si l’établissement peut montrer des photos et des vidéos de vous. La photo de votre fiche ne dépend pas de ces réponses : vous la mettez et la retirez vous-même.',
    own: 'Mes photos',
    ownWords: {
      class: {
        title: 'Dans les classes, sur Préau',
        text: 'Photos et vidéos de la vie des classes, vues seulement par leurs élèves, leurs familles et leurs adultes, une fois connectés.',
      },
      public: {
        title: 'Sur la page publique de l’établissement',
        text: 'Photos et vidéos de vous que tout le monde peut voir sur internet, sans se connecter.',
      },
      press: {
        title: 'Dans la presse et hors de l’établissement',
        text: 'Photos et vidéos de vous dans un journal, une exposition, les publications de la commune ou de l’académie.',
      },
    },
    yes: 'J’accepte',
    no: 'Je refuse',
    until: (day: string) =>
      `Votre réponse vaut jusqu’au ${day}, et vous pouvez la changer à tout moment. Si vous refusez, ce qui était montré ne l’est plus.`,
    others: 'Chaque responsable répond pour soi ; un seul refus suffit pour que rien ne soit montré.',
    answered: (day: string) => `Répondu le ${day}.`,
    outcome: {
      allowed: 'Autorisé',
      refused: 'Refusé',
      unanswered: 'Sans réponse : rien n’est montré',
    },
    refusedByOther: 'Un autre responsable a refusé : rien n’est montré.',
    submit: 'Enregistrer',
    submitFor: (name: string) => `Enregistrer pour ${name}`,
    saved: 'C’est enregistré.',
    nothing: 'Pour un élève, ce sont les responsables légaux qui répondent : il n’y a rien à décider ici.',
    part: 'Droit à l’image',
    board: {
      title: (label: string) => `Droit à l’image, ${label}`,
      lead: 'Ce que les responsables légaux ont répondu. Sans réponse, on ne montre pas.',
      pupil: 'Élève',
      columns: { class: 'Dans la classe', public: 'Page publique', press: 'Presse et extérieur' },
      states: { allowed: 'Oui', refused: 'Non', unanswered: 'Sans réponse' },
      empty: 'La classe n’a pas encore d’élève : les réponses des familles se liront ici.',
    },
  },
  en: {
    title: 'Image rights',
    lead: 'For each use, say whether the school may show pictures and films of your child. A “no” takes nothing from the child, who takes part in everything without being shown.',
    words: {
      class: {
        title: 'In the class, on Préau',
        text: 'Pictures and films of the life of the class and the picture of the record, seen only by the pupils, families and adults of the class, once signed in.',
      },
      public: {
        title: 'On the school’s public page',
        text: 'Pictures and films that everybody may see on the internet, without signing in.',
      },
      press: {
        title: 'In the press and outside the school',
        text: 'Pictures and films in a newspaper, an exhibition, the publications of the commune or of the academy.',
      },
    },
    leadOwn:
      'For each use, say whether the school may show pictures and films of you. The picture of your record does not depend on these answers: you set and remove it yourself.',
    own: 'Pictures of me',
    ownWords: {
      class: {
        title: 'In the classes, on Préau',
        text: 'Pictures and films of the life of the classes, seen only by their pupils, families and adults, once signed in.',
      },
      public: {
        title: 'On the school’s public page',
        text: 'Pictures and films of you that everybody may see on the internet, without signing in.',
      },
      press: {
        title: 'In the press and outside the school',
        text: 'Pictures and films of you in a newspaper, an exhibition, the publications of the commune or of the academy.',
      },
    },
    yes: 'I accept',
    no: 'I refuse',
    until: (day: string) =>
      `Your answer holds until ${day}, and you may change it at any time: what was shown is shown no more.`,
    others: 'Each guardian answers alone; one “no” is enough for nothing to be shown.',
    answered: (day: string) => `Answered on ${day}.`,
    outcome: {
      allowed: 'Allowed',
      refused: 'Refused',
      unanswered: 'No answer: nothing is shown',
    },
    refusedByOther: 'Another guardian refused: nothing is shown.',
    submit: 'Save',
    submitFor: (name: string) => `Save for ${name}`,
    saved: 'Saved.',
    nothing: 'For a pupil the legal guardians answer: there is nothing to decide here.',
    part: 'Image rights',
    board: {
      title: (label: string) => `Image rights, ${label}`,
      lead: 'What legal guardians answered. Without an answer, nothing is shown.',
      pupil: 'Pupil',
      columns: { class: 'In the class', public: 'Public page', press: 'Press and outside' },
      states: { allowed: 'Yes', refused: 'No', unanswered: 'No answer' },
      empty: 'The class has no pupil yet: the answers of families will be read here.',
    },
  },
});
