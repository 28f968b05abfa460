import { defineTexts } from '../../../platform/texts/texts.ts';

/** Models of notes: what is between dots is filled by who writes. */
export const templateWords = defineTexts({
  fr: {
    outing: {
      name: 'Sortie',
      title: 'Sortie : …',
      words:
        'La classe sort le … de … à …, pour ….\n\nDépart et retour à l’école. Prévoir : un sac à dos, de l’eau, des vêtements selon le temps.',
      label: 'J’autorise mon enfant à participer à cette sortie.',
    },
    overnight: {
      name: 'Classe de découverte',
      title: 'Classe de découverte : …',
      words:
        'La classe part du … au … à ….\n\nLa liste des affaires à emporter et les consignes de santé suivront. Une réunion aura lieu le … à … h.',
      label: 'J’autorise mon enfant à participer à ce séjour.',
    },
    meeting: {
      name: 'Rendez-vous',
      title: 'Rencontrons-nous',
      words:
        'Je vous propose de nous rencontrer pour parler de la scolarité de votre enfant.\n\nChoisissez le moment qui vous convient.',
      label: 'Quel moment vous convient ?',
      options: 'Lundi à 16 h 45\nMardi à 16 h 45\nJeudi à 16 h 45\nAucun : je propose un autre moment par message',
    },
    lice: {
      name: 'Poux',
      title: 'Des poux dans la classe',
      words:
        'Des poux ont été trouvés dans la classe. Cela arrive à tout le monde et n’a rien à voir avec la propreté.\n\nMerci de regarder la tête de votre enfant ce soir, et de traiter toute la famille s’il le faut.',
    },
    material: {
      name: 'Matériel',
      title: 'Matériel à apporter',
      words: 'Pour le …, chaque enfant apporte :\n\n- …\n- …',
    },
    money: {
      name: 'Participation',
      title: 'Participation : …',
      words:
        'Une participation de … € est proposée pour ….\n\nElle n’est pas obligatoire : aucun enfant n’est laissé de côté. Parlez-nous en si elle vous gêne.',
    },
    image: {
      name: 'Photos d’un projet',
      title: 'Photos pour le projet …',
      words:
        'La classe prépare …. Des photos où votre enfant peut être reconnu seraient montrées …, jusqu’au ….\n\nSi vous refusez, votre enfant participe à tout, sans être montré.',
      label: 'J’autorise la prise et la diffusion de photos de mon enfant pour ce projet.',
    },
    charter: {
      name: 'Règlement, charte',
      title: 'Règlement de l’école',
      words: 'Voici le règlement de l’école pour cette année. Merci de le lire avec votre enfant.',
    },
  },
  en: {
    outing: {
      name: 'Outing',
      title: 'Outing: …',
      words:
        'The class goes out on … from … to …, for ….\n\nLeaving from and coming back to school. To bring: a backpack, water, clothes for the weather.',
      label: 'I allow my child to take part in this outing.',
    },
    overnight: {
      name: 'School trip',
      title: 'School trip: …',
      words:
        'The class leaves from … to … for ….\n\nThe list of things to bring and what to know about health will follow. There will be a meeting on … at ….',
      label: 'I allow my child to take part in this trip.',
    },
    meeting: {
      name: 'Appointment',
      title: 'Let us meet',
      words:
        'I would like to meet you to talk about how school goes for your child.\n\nChoose the moment that suits you.',
      label: 'Which moment suits you?',
      options: 'Monday at 16:45\nTuesday at 16:45\nThursday at 16:45\nNone: I will suggest another one by message',
    },
    lice: {
      name: 'Head lice',
      title: 'Head lice in the class',
      words:
        'Head lice were found in the class. It happens to everybody and has nothing to do with being clean.\n\nPlease look at your child’s head tonight, and treat the whole family if needed.',
    },
    material: {
      name: 'Equipment',
      title: 'Things to bring',
      words: 'For …, each child brings:\n\n- …\n- …',
    },
    money: {
      name: 'Contribution',
      title: 'Contribution: …',
      words:
        'A contribution of … € is suggested for ….\n\nIt is not compulsory: no child is left aside. Talk to us if it is difficult for you.',
    },
    image: {
      name: 'Pictures of a project',
      title: 'Pictures for the project …',
      words:
        'The class prepares …. Pictures in which your child can be recognised would be shown …, until ….\n\nIf you refuse, your child takes part in everything without being shown.',
      label: 'I allow pictures of my child to be taken and shown for this project.',
    },
    charter: {
      name: 'Rules, charter',
      title: 'Rules of the school',
      words: 'Here are the rules of the school for this year. Please read them with your child.',
    },
  },
});
