import { defineTexts } from '../../../platform/texts/texts.ts';

/**
 * Image rights. `leads` and `words` are what a guardian answers to: an answer keeps their number (`TEXT_VERSION` of rules.ts), so a change of them
 * raises it.
 */
export const texts = defineTexts({
  fr: {
    title: 'Droit à l’image',
    kinds: { image: 'Photos et vidéos', voice: 'Voix enregistrée', production: 'Dessins, textes, travaux' },
    leads: {
      image:
        'Pour chaque endroit, dites si l’école peut montrer des photos et des vidéos de votre enfant. La photo de sa fiche suit la réponse « Dans la classe ». Refuser n’enlève rien à l’enfant : il participe à tout, sans être montré.',
      voice:
        'Pour chaque endroit, dites si l’école peut faire entendre la voix de votre enfant. Refuser n’enlève rien à l’enfant : il participe à tout, sans être entendu.',
      production:
        'Pour chaque endroit, dites si l’école peut montrer ce que votre enfant a fait : dessins, textes, exposés. Refuser n’enlève rien à l’enfant : il participe à tout, sans que son travail soit montré.',
    },
    words: {
      class: {
        title: 'Dans la classe, sur Préau',
        text: 'Vu seulement par les élèves, les familles et les adultes de la classe, une fois connectés.',
      },
      school: {
        title: 'Dans l’établissement, sur Préau',
        text: 'Vu par tous les élèves, les familles et les adultes de l’établissement, une fois connectés.',
      },
      between: {
        title: 'Entre établissements, sur Préau',
        text: 'Vu par les élèves et les adultes des établissements d’un projet commun, une fois connectés.',
      },
      public: {
        title: 'Sur la page publique de l’établissement',
        text: 'Vu par tout le monde sur internet, sans se connecter.',
      },
      press: {
        title: 'Dans la presse et hors de l’établissement',
        text: 'Un journal, une exposition, les publications de la commune ou de l’académie.',
      },
    },
    leadsOwn: {
      image:
        'Pour chaque endroit, dites si l’établissement peut montrer des photos et des vidéos de vous. La photo de votre fiche ne dépend pas de ces réponses : vous la mettez et la retirez vous-même.',
      voice: 'Pour chaque endroit, dites si l’établissement peut faire entendre votre voix.',
      production: 'Pour chaque endroit, dites si l’établissement peut montrer ce que vous avez fait.',
    },
    own: 'Pour moi',
    yes: 'J’accepte',
    no: 'Je refuse',
    until: (day: string) =>
      `Votre réponse vaut jusqu’au ${day}, et vous pouvez la changer à tout moment. Si vous refusez, ce qui était montré ne l’est plus.`,
    others: 'Chaque responsable répond pour soi ; un seul refus suffit pour que rien ne soit montré.',
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
      columns: {
        class: 'Classe',
        school: 'Établissement',
        between: 'Entre établissements',
        public: 'Page publique',
        press: 'Presse et extérieur',
      },
      states: { allowed: 'Oui', refused: 'Non', unanswered: 'Sans réponse' },
      empty: 'La classe n’a pas encore d’élève : les réponses des familles se liront ici.',
    },
  },
  en: {
    title: 'Image rights',
    kinds: { image: 'Pictures and films', voice: 'Recorded voice', production: 'Drawings, texts, work' },
    leads: {
      image:
        'For each place, say whether the school may show pictures and films of your child. The picture of the record follows the answer “In the class”. A “no” takes nothing from the child, who takes part in everything without being shown.',
      voice:
        'For each place, say whether the school may let the voice of your child be heard. A “no” takes nothing from the child, who takes part in everything without being heard.',
      production:
        'For each place, say whether the school may show what your child made: drawings, texts, talks. A “no” takes nothing from the child, who takes part in everything without the work being shown.',
    },
    words: {
      class: {
        title: 'In the class, on Préau',
        text: 'Seen only by the pupils, families and adults of the class, once signed in.',
      },
      school: {
        title: 'In the school, on Préau',
        text: 'Seen by all pupils, families and adults of the school, once signed in.',
      },
      between: {
        title: 'Between schools, on Préau',
        text: 'Seen by the pupils and adults of the schools of a common project, once signed in.',
      },
      public: {
        title: 'On the school’s public page',
        text: 'Seen by everybody on the internet, without signing in.',
      },
      press: {
        title: 'In the press and outside the school',
        text: 'A newspaper, an exhibition, the publications of the commune or of the academy.',
      },
    },
    leadsOwn: {
      image:
        'For each place, say whether the school may show pictures and films of you. The picture of your record does not depend on these answers: you set and remove it yourself.',
      voice: 'For each place, say whether the school may let your voice be heard.',
      production: 'For each place, say whether the school may show what you made.',
    },
    own: 'For me',
    yes: 'I accept',
    no: 'I refuse',
    until: (day: string) =>
      `Your answer holds until ${day}, and you may change it at any time: what was shown is shown no more.`,
    others: 'Each guardian answers alone; one “no” is enough for nothing to be shown.',
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
      columns: {
        class: 'Class',
        school: 'School',
        between: 'Between schools',
        public: 'Public page',
        press: 'Press and outside',
      },
      states: { allowed: 'Yes', refused: 'No', unanswered: 'No answer' },
      empty: 'The class has no pupil yet: the answers of families will be read here.',
    },
  },
});
