import { defineTexts } from '../../../../platform/texts/texts.ts';

/** The page "Qui êtes-vous ?", the ways in, and what a provider may answer. */
export const texts = defineTexts({
  fr: {
    who: {
      title: 'Qui êtes-vous ?',
      lead: 'Choisissez : nous vous montrons par où entrer.',
      family: 'Élève ou parent',
      familyHint: 'Un enfant scolarisé, ou un adulte de sa famille',
      school: 'Je travaille dans une école ou un collège',
      schoolHint: 'Enseignant, direction, vie scolaire, administration',
      town: 'Mairie ou Métropole',
      townHint: 'Agent d’une commune, périscolaire, service de la Métropole',
      last: 'La dernière fois, sur cet appareil',
      lastLogin: 'Entrer avec mon identifiant',
      nothing:
        'Vous n’avez rien de tout cela ? Demandez à l’école ou au collège un code de connexion : il suffit pour entrer.',
    },
    ways: {
      with: 'Entrer avec',
      without: 'ou avec un identifiant de Préau',
      change: 'Changer : qui êtes-vous ?',
      otherwise: 'Entrer autrement',
      label: 'Façons d’entrer',
    },
    arrival: {
      title: (provider: string) => `Relier ${provider} à votre compte`,
      why: (provider: string) =>
        `${provider} nous a bien dit qui vous êtes, mais aucun compte d’ici n’y est encore relié. Nous ne le faisons jamais d’après un nom ou une adresse : une seule fois, prouvez que le compte est à vous.`,
      told: (provider: string) => `Ce que ${provider} nous a dit`,
      name: 'Nom',
      birthDate: 'Date de naissance',
      byPassword: 'J’ai un identifiant et un mot de passe',
      login: 'Identifiant',
      password: 'Mot de passe',
      submit: 'Relier et entrer',
      byCode: 'J’ai un code donné par l’école ou le collège',
      byCodeHint: (provider: string) =>
        `Utilisez-le d’abord ; ${provider} vous sera proposé juste après, dans « Mes façons d’entrer ».`,
      useCode: 'Utiliser mon code',
      nothing: 'Je n’ai ni l’un ni l’autre',
      nothingHint:
        'Demandez un code à l’école ou au collège. Aucun compte ne se crée ici : c’est l’établissement qui vous connaît.',
      over: 'Ce que nous gardions de votre passage est effacé au bout d’une demi-heure. Recommencez.',
    },
    problem: {
      title: 'La connexion n’a pas abouti',
      again: (provider: string) => `Réessayer avec ${provider}`,
      anyway: (provider: string) => `Essayer quand même ${provider}`,
      otherwise: 'Entrer autrement',
      goOn: 'Continuer',
      someProvider: 'ce service',
    },
    signedOut: {
      title: 'La session de Préau est fermée',
      still: (provider: string) =>
        `La session de ${provider} est peut-être encore ouverte. Sur un appareil partagé, fermez-la aussi.`,
      there: (provider: string) => `Me déconnecter aussi de ${provider}`,
      again: 'Revenir à la page de connexion',
    },
    refused: {
      'identity.provider-unreachable': (provider: string) =>
        `${provider} ne répond pas en ce moment. Ce n’est pas votre faute : réessayez dans quelques minutes, ou entrez autrement.`,
      'identity.provider-clock': (provider: string) =>
        `L’heure de ${provider} et la nôtre ne concordent pas, sa réponse ne peut pas être acceptée. Entrez autrement, et réessayez plus tard.`,
      'identity.provider-declined': (provider: string) =>
        `Vous avez interrompu la connexion à ${provider}, ou elle n’a pas abouti là-bas. Vous pouvez recommencer ou entrer autrement.`,
      'identity.answer-refused': (provider: string) =>
        `La réponse de ${provider} n’a pas pu être vérifiée, nous ne l’avons pas acceptée. Recommencez ; si cela se reproduit, entrez autrement et prévenez l’école.`,
      'identity.level-refused': (provider: string) =>
        `${provider} ne garantit pas votre identité au niveau demandé. Recommencez en choisissant un compte plus sûr, ou entrez autrement.`,
      'identity.organisation-refused': (provider: string) =>
        `Votre employeur, tel que ${provider} le donne, n’a pas d’accès par ce chemin. Entrez autrement, ou adressez-vous à l’administrateur de la plateforme.`,
      'identity.return-over': (provider: string) =>
        `Cette connexion à ${provider} a déjà servi, a trop attendu ou a commencé dans un autre navigateur. Recommencez.`,
      'identity.account-shut': () =>
        'Le compte relié à cette identité est fermé. Adressez-vous à l’école, au collège ou à votre administration.',
      'identity.person-unknown': (provider: string) =>
        `${provider} vous a reconnu, mais aucun compte d’ici ne vous correspond. Demandez un code de connexion à l’école ou au collège.`,
      'identity.identity-taken': (provider: string) =>
        `L’identité donnée par ${provider} est déjà reliée à un autre compte. Si les deux comptes sont à vous, réunissez-les d’abord dans « Mon compte » ; sinon, prévenez l’école.`,
      'identity.one-per-person': (provider: string) =>
        `Ce compte est déjà relié à une autre identité donnée par ${provider}. Retirez-la d’abord dans « Mes façons d’entrer ».`,
      'identity.somebody-else': (provider: string) =>
        `Le prénom ou la date de naissance que donne ${provider} ne sont pas ceux de ce compte : nous ne l’avons pas relié. Chacun relie sa propre identité ; si la fiche se trompe, demandez à l’école de la corriger.`,
      'identity.arrival-over': () =>
        'Ce que nous gardions de votre passage est effacé au bout d’une demi-heure. Recommencez.',
      'identity.last-way': (provider: string) =>
        `${provider} est votre seule façon d’entrer : choisissez d’abord un mot de passe.`,
    },
  },
  en: {
    who: {
      title: 'Who are you?',
      lead: 'Choose: we show you which way to come in.',
      family: 'Pupil or parent',
      familyHint: 'A child at school, or an adult of the family',
      school: 'I work in a school',
      schoolHint: 'Teacher, head, school life, administration',
      town: 'Town hall or Métropole',
      townHint: 'Municipal agent, after-school, department of the Métropole',
      last: 'Last time, on this device',
      lastLogin: 'Come in with my login',
      nothing: 'You have none of these? Ask the school for a sign-in code: it is enough to come in.',
    },
    ways: {
      with: 'Come in with',
      without: 'or with a Préau login',
      change: 'Change: who are you?',
      otherwise: 'Come in another way',
      label: 'Ways in',
    },
    arrival: {
      title: (provider: string) => `Link ${provider} to your account`,
      why: (provider: string) =>
        `${provider} told us who you are, but no account here is linked to it yet. We never do that by a name or an address: prove once that the account is yours.`,
      told: (provider: string) => `What ${provider} told us`,
      name: 'Name',
      birthDate: 'Date of birth',
      byPassword: 'I have a login and a password',
      login: 'Login',
      password: 'Password',
      submit: 'Link and come in',
      byCode: 'I have a code from the school',
      byCodeHint: (provider: string) => `Use it first; ${provider} will be offered right after, under “My ways in”.`,
      useCode: 'Use my code',
      nothing: 'I have neither',
      nothingHint: 'Ask the school for a code. No account is made here: it is the school that knows you.',
      over: 'What we kept of your visit is erased after half an hour. Start again.',
    },
    problem: {
      title: 'Signing in did not succeed',
      again: (provider: string) => `Try again with ${provider}`,
      anyway: (provider: string) => `Try ${provider} all the same`,
      otherwise: 'Come in another way',
      goOn: 'Go on',
      someProvider: 'this service',
    },
    signedOut: {
      title: 'You are signed out of Préau',
      still: (provider: string) =>
        `You may still be signed in at ${provider}. On a shared device, end that session too.`,
      there: (provider: string) => `Sign out of ${provider} too`,
      again: 'Back to the sign-in page',
    },
    refused: {
      'identity.provider-unreachable': (provider: string) =>
        `${provider} does not answer at the moment. It is not your fault: try again in a few minutes, or come in another way.`,
      'identity.provider-clock': (provider: string) =>
        `The clock of ${provider} and ours disagree, so its answer cannot be accepted. Come in another way, and try again later.`,
      'identity.provider-declined': (provider: string) =>
        `You broke off signing in at ${provider}, or it did not succeed there. You may start again or come in another way.`,
      'identity.answer-refused': (provider: string) =>
        `The answer of ${provider} could not be verified, so we did not accept it. Start again; if it happens once more, come in another way and tell support.`,
      'identity.level-refused': (provider: string) =>
        `${provider} does not warrant your identity at the level that is asked for. Start again with a safer account, or come in another way.`,
      'identity.organisation-refused': (provider: string) =>
        `Your employer, as ${provider} gives it, has no access by this way. Come in another way, or ask the administrator of the platform.`,
      'identity.return-over': (provider: string) =>
        `This sign-in at ${provider} has served already, waited too long or began in another browser. Start again.`,
      'identity.account-shut': () =>
        'The account linked to this identity is closed. Ask the school or your administration.',
      'identity.person-unknown': (provider: string) =>
        `${provider} recognised you, but no account here is yours. Ask the school for a sign-in code.`,
      'identity.identity-taken': (provider: string) =>
        `This ${provider} identity is linked to another account already. If both accounts are yours, join them first under “My account”; otherwise tell the school.`,
      'identity.one-per-person': (provider: string) =>
        `This account is linked to another ${provider} identity already. Remove it first under “My ways in”.`,
      'identity.somebody-else': (provider: string) =>
        `The first name or the date of birth that ${provider} gives are not those of this account: we did not link it. Everybody links their own identity; if the record is wrong, ask the school to correct it.`,
      'identity.arrival-over': () => 'What we kept of your visit is erased after half an hour. Start again.',
      'identity.last-way': (provider: string) => `${provider} is your only way in: choose a password first.`,
    },
  },
});

type Refused = (typeof texts)['fr']['refused'];

const isOurs = (code: string, refused: Refused): code is keyof Refused => code in refused;

/** The sentence of a refusal of this door; undefined for others. */
export function sentenceOf(locale: keyof typeof texts, code: string, provider: string | undefined): string | undefined {
  const t = texts[locale];
  if (!isOurs(code, t.refused)) return undefined;
  const sentence = t.refused[code](provider ?? t.problem.someProvider);
  return sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1);
}

const whole = (locale: keyof typeof texts): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(texts[locale].refused).map((code) => [code, sentenceOf(locale, code, undefined) ?? '']),
  );

/** The same sentences without the provider's name, for those who ask by other ways. */
export const refusalTexts = { fr: whole('fr'), en: whole('en') };
