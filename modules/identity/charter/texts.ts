import { defineTexts } from '../../../platform/texts/texts.ts';
import type { Audience } from '../sessions/kinds.ts';

export interface Article {
  readonly title: string;
  readonly text: string;
}

/** The page of the charter. */
export const texts = defineTexts({
  fr: {
    title: 'La charte',
    lead: {
      adult: 'Quelques règles communes, pour que chacun soit tranquille ici. Deux minutes de lecture.',
      college: 'Quelques règles communes, pour que chacun soit tranquille ici. Deux minutes de lecture.',
      young: 'Voici les règles d’ici. Lis-les avec un adulte si tu veux.',
    },
    changed: 'La charte a changé depuis votre dernière venue : la voici.',
    version: (version: number, day: string) => `Version ${version}, du ${day}.`,
    agree: {
      adult: 'J’ai lu la charte et je l’accepte.',
      college: 'J’ai lu la charte et je la suivrai.',
      young: 'J’ai lu les règles. Je suis d’accord.',
    },
    submit: 'Continuer',
    refuse: {
      adult: 'Je n’accepte pas : me déconnecter',
      college: 'Je ne suis pas d’accord : me déconnecter',
      young: 'Je préfère sortir',
    },
    accepted: (day: string) => `Acceptée le ${day}.`,
    back: 'Revenir à l’accueil',
    refused: {
      'identity.charter-not-accepted': 'Cochez la case pour continuer.',
      'identity.charter-changed': 'Une nouvelle version vient de paraître : la voici.',
    },
  },
  en: {
    title: 'The charter',
    lead: {
      adult: 'A few common rules, so that everyone feels safe here. Two minutes to read.',
      college: 'A few common rules, so that everyone feels safe here. Two minutes to read.',
      young: 'These are the rules here. Read them with an adult if you like.',
    },
    changed: 'The charter has changed since you last came: here it is.',
    version: (version: number, day: string) => `Version ${version}, of ${day}.`,
    agree: {
      adult: 'I have read the charter and I accept it.',
      college: 'I have read the charter and I will follow it.',
      young: 'I have read the rules. I agree.',
    },
    submit: 'Continue',
    refuse: { adult: 'I do not accept: sign out', college: 'I do not agree: sign out', young: 'I would rather leave' },
    accepted: (day: string) => `Accepted on ${day}.`,
    back: 'Back to the home page',
    refused: {
      'identity.charter-not-accepted': 'Tick the box to continue.',
      'identity.charter-changed': 'A new version has just appeared: here it is.',
    },
  },
});

/** The charter that comes with the product. An operator may publish another; this one then stays as a model. */
export const articles: Readonly<Record<'fr' | 'en', Readonly<Record<Audience, readonly Article[]>>>> = {
  fr: {
    adult: [
      {
        title: 'À quoi sert cet espace',
        text: 'Il relie l’école ou le collège, les élèves, leurs familles et la commune pour la vie scolaire. On ne s’en sert ni pour le commerce, ni pour la politique, ni pour la publicité.',
      },
      {
        title: 'Un compte est personnel',
        text: 'Chacun a le sien, même au sein d’une famille. Le mot de passe ne se prête pas : ni l’école ni l’assistance ne vous le demanderont. Sur un appareil partagé, déconnectez-vous en partant.',
      },
      {
        title: 'Ce que l’on voit reste ici',
        text: 'Les noms, les photos et les travaux des enfants ne se copient pas ailleurs et ne se publient pas sans l’accord de leurs responsables.',
      },
      {
        title: 'Le respect',
        text: 'Ce que l’on écrit engage. Injures, menaces, moqueries, propos racistes ou discriminatoires sont interdits par la loi et signalés à la direction.',
      },
      {
        title: 'Le droit de souffler',
        text: 'On peut écrire quand on veut ; personne n’est tenu de répondre le soir, le week-end ou pendant les vacances.',
      },
      {
        title: 'Vos données',
        text: 'Elles viennent de l’académie, de l’école et de vous. Elles servent à l’école, ne sont ni vendues ni exploitées, et s’effacent quand vous partez. La page « Données personnelles » dit lesquelles, pour combien de temps, et comment exercer vos droits.',
      },
      {
        title: 'Quand la règle n’est pas suivie',
        text: 'La direction peut fermer un compte le temps de s’expliquer. Ce qui relève de la loi est transmis aux autorités.',
      },
    ],
    college: [
      {
        title: 'À quoi sert cet espace',
        text: 'À travailler, à savoir ce qui se passe au collège et à garder le lien avec tes professeurs. Ce n’est pas un réseau social.',
      },
      {
        title: 'Ton compte est à toi',
        text: 'Ne donne ton mot de passe à personne, même à ta meilleure amie ou à ton meilleur ami. Sur un ordinateur du collège, déconnecte-toi en partant : ce qui est fait avec ton compte l’est en ton nom.',
      },
      {
        title: 'Avec les autres',
        text: 'Écris comme tu parlerais en face. Se moquer, insulter, menacer ou mettre quelqu’un à l’écart, c’est du harcèlement, et la loi le punit. Si cela t’arrive ou si tu le vois, parles-en à un adulte ou appelle le 3018 : c’est gratuit.',
      },
      {
        title: 'Photos et vidéos',
        text: 'On ne prend pas et on ne publie pas l’image de quelqu’un sans son accord et celui de ses parents.',
      },
      {
        title: 'Ce que tu rends',
        text: 'Dis d’où viennent les textes et les images que tu utilises. Copier sans le dire, ou faire faire son travail par une machine sans le dire, c’est tricher.',
      },
      {
        title: 'Tes données',
        text: 'Le collège sait de toi ce qu’il faut pour te faire cours, et rien n’est vendu. Tu peux demander ce qui est gardé sur toi, avec tes parents ou seul à partir de 15 ans.',
      },
    ],
    young: [
      { title: 'Mon secret', text: 'Mon mot de passe est à moi. Je ne le dis pas à mes copains.' },
      { title: 'Gentil', text: 'J’écris des mots gentils. Je ne me moque pas.' },
      { title: 'Les photos', text: 'Je demande avant de prendre quelqu’un en photo.' },
      {
        title: 'Si ça ne va pas',
        text: 'Si quelque chose me fait peur ou me rend triste, je le dis à un adulte. Ce n’est jamais ma faute.',
      },
      { title: 'Quand j’ai fini', text: 'Je me déconnecte pour que personne ne prenne ma place.' },
    ],
  },
  en: {
    adult: [
      {
        title: 'What this place is for',
        text: 'It links the school, pupils, their families and the commune for school life. It serves neither trade, nor politics, nor advertising.',
      },
      {
        title: 'An account is personal',
        text: 'Each has their own, within a family too. A password is not lent: neither the school nor support will ever ask for it. On a shared device, sign out when you leave.',
      },
      {
        title: 'What is seen here stays here',
        text: 'Names, pictures and works of children are not copied elsewhere, nor published without the consent of their guardians.',
      },
      {
        title: 'Respect',
        text: 'What one writes binds. Insults, threats, mockery, racist or discriminatory words are forbidden by law and reported to the head.',
      },
      {
        title: 'The right to rest',
        text: 'One may write at any time; nobody has to answer in the evening, at the week-end or during holidays.',
      },
      {
        title: 'Your data',
        text: 'They come from the academy, the school and you. They serve the school, are neither sold nor exploited, and are erased when you leave. The page “Personal data” says which, for how long, and how to use your rights.',
      },
      {
        title: 'When the rule is not followed',
        text: 'The head may close an account until things are explained. What falls under the law goes to the authorities.',
      },
    ],
    college: [
      {
        title: 'What this place is for',
        text: 'To work, to know what is going on at school and to stay in touch with your teachers. It is not a social network.',
      },
      {
        title: 'Your account is yours',
        text: 'Give your password to nobody, not even your best friend. On a school computer, sign out when you leave: what is done with your account is done in your name.',
      },
      {
        title: 'With others',
        text: 'Write as you would speak face to face. Mocking, insulting, threatening or leaving somebody out is bullying, and the law punishes it. If it happens to you or you see it, tell an adult or call 3018: it is free.',
      },
      {
        title: 'Pictures and films',
        text: 'One neither takes nor publishes somebody’s picture without their consent and that of their parents.',
      },
      {
        title: 'What you hand in',
        text: 'Say where the texts and pictures you use come from. Copying without saying so, or having a machine do your work without saying so, is cheating.',
      },
      {
        title: 'Your data',
        text: 'The school knows what it needs to teach you, and nothing is sold. You may ask what is kept about you, with your parents or alone from the age of 15.',
      },
    ],
    young: [
      { title: 'My secret', text: 'My password is mine. I do not tell my friends.' },
      { title: 'Kind', text: 'I write kind words. I do not make fun of others.' },
      { title: 'Pictures', text: 'I ask before I take somebody’s picture.' },
      {
        title: 'If something is wrong',
        text: 'If something scares me or makes me sad, I tell an adult. It is never my fault.',
      },
      { title: 'When I am done', text: 'I sign out, so that nobody takes my place.' },
    ],
  },
};
