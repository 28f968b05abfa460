import { defineTexts } from '../../../../platform/texts/texts.ts';

/** First sign-in with a printed code. Pupils are known from the second step on, and addressed as `tu`. */
export const texts = defineTexts({
  fr: {
    step: (rank: number) => `Étape ${rank} sur 3`,
    back: 'Revenir à la connexion',
    code: {
      title: 'Votre code de connexion',
      lead: 'Il est sur la feuille remise par l’école ou le collège : huit lettres et chiffres.',
      label: 'Code',
      help: 'Par exemple K7QM-2XRT. Majuscules et tirets ne comptent pas.',
      submit: 'Continuer',
      none: 'Je n’ai pas de code',
      noneHelp: 'Demandez-en un à l’école ou au collège : la direction vous le remet aussitôt.',
    },
    proof: {
      title: (tu: boolean) => (tu ? 'Est-ce bien toi ?' : 'Est-ce bien vous ?'),
      lead: 'Une feuille peut se perdre : une question en plus protège le compte.',
      'child-birth-date': 'Date de naissance de votre enfant',
      'own-birth-date': (tu: boolean) => (tu ? 'Ta date de naissance' : 'Votre date de naissance'),
      mail: 'Votre adresse électronique connue de l’établissement',
      childHelp: 'De l’un de vos enfants, si vous en avez plusieurs ici.',
      submit: 'Continuer',
    },
    choice: {
      title: (name: string) => `Bonjour ${name}`,
      lead: (tu: boolean) =>
        tu
          ? 'Choisis ton mot de passe. Ne le dis à personne, même pas à tes amis.'
          : 'Choisissez votre mot de passe. Personne d’autre ne doit le connaître, l’école non plus.',
      login: (tu: boolean) => (tu ? 'Ton identifiant, à retenir' : 'Votre identifiant, à retenir'),
      handedOut: 'Code remis',
      handedBy: (name: string | null, day: string) => (name ? `par ${name}, le ${day}` : `le ${day}`),
      wasOpen: (tu: boolean) =>
        tu
          ? 'Ton compte a déjà servi. Si ce n’était pas toi, dis-le à un adulte de l’école.'
          : 'Ce compte a déjà servi. Si ce n’était pas vous, dites-le à la direction de l’école ou du collège.',
      email: 'Adresse électronique (facultatif)',
      emailHelp: 'Pour retrouver un mot de passe oublié. Nous y enverrons un lien à confirmer.',
      submit: 'Entrer',
    },
    refused: {
      'identity.code-unknown': 'Ce code n’existe pas. Vérifiez chaque caractère : la feuille ne contient ni O ni I.',
      'identity.code-used':
        'Ce code a déjà servi. Connectez-vous avec votre identifiant, ou demandez un nouveau code à l’école.',
      'identity.code-replaced': 'Un code plus récent a été remis : utilisez la dernière feuille.',
      'identity.code-revoked': 'L’établissement a annulé ce code : demandez-lui une nouvelle fiche.',
      'identity.code-expired': 'Ce code n’est plus valable : demandez-en un nouveau à l’école.',
      'identity.code-void':
        'Trop de réponses étaient fausses : ce code ne sert plus. Demandez-en un nouveau à l’école.',
      'identity.pass-over': 'Une demi-heure a passé : reprenez avec votre code, il marche encore.',
      'identity.proof-missing': 'Il faut répondre à la question pour continuer.',
      'identity.address-faulty': 'Cette adresse n’est pas complète. Corrigez-la ou laissez vide.',
      proofWrong: (left: number) =>
        left > 1
          ? `Ce n’est pas ce que nous connaissons. Vérifiez, puis réessayez : il reste ${left} essais.`
          : left === 1
            ? 'Ce n’est pas ce que nous connaissons. Il reste un essai ; en cas de doute, appelez l’école.'
            : 'Ce n’est pas ce que nous connaissons, et ce code ne sert plus. Demandez-en un nouveau à l’école.',
      tooMany: (seconds: number) =>
        `Beaucoup de codes faux ont été essayés d’ici. Attendez ${seconds} s, puis réessayez.`,
    },
  },
  en: {
    step: (rank: number) => `Step ${rank} of 3`,
    back: 'Back to sign-in',
    code: {
      title: 'Your sign-in code',
      lead: 'It is on the sheet that the school handed out: eight letters and figures.',
      label: 'Code',
      help: 'For example K7QM-2XRT. Capitals and hyphens do not matter.',
      submit: 'Continue',
      none: 'I have no code',
      noneHelp: 'Ask the school for one: the head can give it to you right away.',
    },
    proof: {
      title: () => 'Is it really you?',
      lead: 'A sheet may get lost: one more question protects the account.',
      'child-birth-date': 'Your child’s date of birth',
      'own-birth-date': () => 'Your date of birth',
      mail: 'The e-mail address that the school knows of you',
      childHelp: 'Of one of your children, if several are here.',
      submit: 'Continue',
    },
    choice: {
      title: (name: string) => `Hello ${name}`,
      lead: (tu: boolean) =>
        tu
          ? 'Choose your password. Tell nobody, not even your friends.'
          : 'Choose your password. Nobody else should know it, the school included.',
      login: () => 'Your login, to remember',
      handedOut: 'Code handed out',
      handedBy: (name: string | null, day: string) => (name ? `by ${name}, on ${day}` : `on ${day}`),
      wasOpen: (young: boolean) =>
        young
          ? 'Your account has been used before. If it was not you, tell an adult at school.'
          : 'This account has been used before. If it was not you, tell the head of the school.',
      email: 'E-mail address (optional)',
      emailHelp: 'To get a forgotten password back. We will send a link there to confirm it.',
      submit: 'Enter',
    },
    refused: {
      'identity.code-unknown': 'This code does not exist. Check each character: the sheet holds neither O nor I.',
      'identity.code-used': 'This code has been used. Sign in with your login, or ask the school for a new code.',
      'identity.code-replaced': 'A newer code was handed out: use the latest sheet.',
      'identity.code-revoked': 'The school has cancelled this code: ask for a new sheet.',
      'identity.code-expired': 'This code is no longer valid: ask the school for a new one.',
      'identity.code-void': 'Too many answers were wrong: this code is void. Ask the school for a new one.',
      'identity.pass-over': 'Half an hour has passed: begin again with your code, it still works.',
      'identity.proof-missing': 'Answer the question to continue.',
      'identity.address-faulty': 'This address is not complete. Correct it or leave it empty.',
      proofWrong: (left: number) =>
        left > 1
          ? `This is not what we know. Check and try again: ${left} tries left.`
          : left === 1
            ? 'This is not what we know. One try left; if in doubt, call the school.'
            : 'This is not what we know, and this code is now void. Ask the school for a new one.',
      tooMany: (seconds: number) => `Many wrong codes were tried from here. Wait ${seconds} s, then try again.`,
    },
  },
});
