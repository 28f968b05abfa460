import { defineTexts } from '../../../platform/texts/texts.ts';

const list = (words: readonly string[]): string => words.join(', ');

/**
 * Consents to outside services. `question` is what people answer to: its sentences are kept with each answer as they were shown, so that
 * they may be written anew without touching what was agreed to.
 */
export const texts = defineTexts({
  fr: {
    title: 'Mes accords',
    row: 'Mes accords',
    rowHint: 'Services qui ne reçoivent rien sans mon accord',
    lead: 'Certains services ne reçoivent vos données que si vous le voulez. Vous pouvez changer d’avis ici à tout moment, en un appui.',
    question: {
      title: (service: string, asPupil: boolean) =>
        asPupil ? `${service} te demande ton accord` : `${service} demande votre accord`,
      titleFor: (service: string, child: string) => `${service} demande votre accord pour ${child}`,
      purpose: (purpose: string) => `Pour quoi faire : ${purpose}`,
      recipient: (recipient: string) => `Qui reçoit les données : ${recipient}`,
      received: (words: readonly string[]) => `Données transmises à chaque ouverture : ${list(words)}.`,
      receivedOf: (words: readonly string[], child: string) =>
        `Données de ${child} transmises à chaque ouverture : ${list(words)}.`,
      months: (months: number) =>
        months === 1 ? 'Durée de l’accord : un mois.' : `Durée de l’accord : ${months} mois.`,
      rights: {
        adult:
          'Vous êtes libre de refuser : le reste de Préau ne change pas. L’accord se retire à tout moment dans « Mes accords » ; plus rien ne part ensuite.',
        pupil:
          'Tu es libre de refuser : le reste de Préau ne change pas. Tu peux retirer ton accord à tout moment dans « Mes accords » ; plus rien ne part ensuite.',
        guardian:
          'Avant quinze ans, l’enfant et un responsable légal donnent leur accord ensemble. Vous êtes libre de refuser, et le refus d’un seul responsable suffit. L’accord se retire à tout moment dans « Mes accords » ; plus rien ne part ensuite.',
      },
    },
    values: 'Ce qui serait transmis aujourd’hui',
    nothing: 'rien à transmettre',
    yes: 'J’accepte',
    no: 'Je refuse',
    yesPupil: 'Je suis d’accord',
    noPupil: 'Je ne veux pas',
    goOn: 'Continuer',
    home: 'Revenir à l’accueil',
    waiting: (service: string) =>
      `Ton accord est noté. Il faut aussi celui d’un de tes responsables : c’est demandé dans son compte. ${service} s’ouvrira ensuite.`,
    refusedByGuardian: (service: string) =>
      `Un de tes responsables a refusé : ${service} ne reçoit rien de toi. Tu peux en parler avec lui.`,
    given: (service: string) => `L’accord est donné : ${service} peut s’ouvrir.`,
    takeBackOwn: 'Retirer mon accord',
    saidYes: 'L’accord est enregistré.',
    saidNo: 'C’est noté : ce service ne reçoit plus rien.',
    inForce: 'En cours',
    inForceTitle: 'Accords en cours',
    none: 'Aucun accord en cours',
    noneText:
      'Quand un service aura besoin de votre accord, la question sera posée avant de l’ouvrir, et la réponse se lira ici.',
    until: (since: string, until: string) => `Donné le ${since}, jusqu’au ${until} inclus`,
    withdraw: 'Retirer',
    withdrawFor: (service: string) => `Retirer l’accord donné à ${service}`,
    earlier: 'Réponses passées et preuves',
    earlierLead: 'Chaque réponse reste cinq ans comme preuve, avec les mots exacts qui étaient affichés.',
    answers: { given: 'Accord donné', refused: 'Refus', withdrawn: 'Accord retiré' },
    replaced: (day: string) => `remplacée le ${day}`,
    shownWords: 'Les mots affichés',
    questionChanged: 'La question a changé entre-temps : relisez-la avant de répondre.',
    fingerprint: (digest: string) => `Empreinte (SHA-256) : ${digest}`,
    child: (name: string) => `Pour ${name}`,
    childNone: 'Aucun service ne demande d’accord pour cet enfant.',
    childSaid: (name: string) => `${name} a donné son accord.`,
    childSaidNo: (name: string) => `${name} a refusé : rien n’est transmis.`,
    childSilent: (name: string) => `${name} n’a pas encore répondu : la question lui est posée à l’ouverture.`,
    otherRefused: 'Un autre responsable a refusé : rien n’est transmis.',
    yesFor: (service: string, name: string) => `J’accepte ${service} pour ${name}`,
    noFor: (service: string, name: string) => `Je refuse ${service} pour ${name}`,
  },
  en: {
    title: 'My consents',
    row: 'My consents',
    rowHint: 'Services that receive nothing unless I agree',
    lead: 'Some services receive your data only if you want it. You may change your mind here at any time, with one tap.',
    question: {
      title: (service: string) => `${service} asks for your consent`,
      titleFor: (service: string, child: string) => `${service} asks for your consent for ${child}`,
      purpose: (purpose: string) => `What for: ${purpose}`,
      recipient: (recipient: string) => `Who receives the data: ${recipient}`,
      received: (words: readonly string[]) => `Data sent each time it is opened: ${list(words)}.`,
      receivedOf: (words: readonly string[], child: string) =>
        `Data of ${child} sent each time it is opened: ${list(words)}.`,
      months: (months: number) => (months === 1 ? 'For how long: one month.' : `For how long: ${months} months.`),
      rights: {
        adult:
          'You are free to refuse: the rest of Préau stays as it is. You may take your consent back at any time under “My consents”; nothing is sent after that.',
        pupil:
          'You are free to refuse: the rest of Préau stays as it is. You may take your consent back at any time under “My consents”; nothing is sent after that.',
        guardian:
          'Under fifteen, the child and a legal guardian consent together. You are free to refuse, and the refusal of one guardian is enough. Consent may be taken back at any time under “My consents”; nothing is sent after that.',
      },
    },
    values: 'What would be sent today',
    nothing: 'nothing to send',
    yes: 'I accept',
    no: 'I refuse',
    yesPupil: 'I agree',
    noPupil: 'I do not want to',
    goOn: 'Go on',
    home: 'Back to the home page',
    waiting: (service: string) =>
      `Your answer is noted. One of your guardians has to agree too: they are asked in their account. ${service} opens after that.`,
    refusedByGuardian: (service: string) =>
      `One of your guardians refused: ${service} receives nothing about you. You may talk about it with them.`,
    given: (service: string) => `Consent is given: ${service} may be opened.`,
    takeBackOwn: 'Take my consent back',
    saidYes: 'Your consent is saved.',
    saidNo: 'Noted: this service receives nothing any more.',
    inForce: 'In force',
    inForceTitle: 'Consents in force',
    none: 'No consent in force',
    noneText: 'When a service needs your consent, you will be asked before it opens, and your answer can be read here.',
    until: (since: string, until: string) => `Given on ${since}, until ${until} included`,
    withdraw: 'Take back',
    withdrawFor: (service: string) => `Take back the consent given to ${service}`,
    earlier: 'Past answers and proofs',
    earlierLead: 'Each answer stays five years as a proof, with the exact words that were shown.',
    answers: { given: 'Consent given', refused: 'Refusal', withdrawn: 'Consent taken back' },
    replaced: (day: string) => `replaced on ${day}`,
    shownWords: 'The words shown',
    questionChanged: 'The question has changed meanwhile: read it again before you answer.',
    fingerprint: (digest: string) => `Fingerprint (SHA-256): ${digest}`,
    child: (name: string) => `For ${name}`,
    childNone: 'No service asks for consent for this child.',
    childSaid: (name: string) => `${name} agreed.`,
    childSaidNo: (name: string) => `${name} refused: nothing is sent.`,
    childSilent: (name: string) => `${name} has not answered yet: they are asked when they open it.`,
    otherRefused: 'Another guardian refused: nothing is sent.',
    yesFor: (service: string, name: string) => `I accept ${service} for ${name}`,
    noFor: (service: string, name: string) => `I refuse ${service} for ${name}`,
  },
});
