import { defineTexts } from '../../../platform/texts/texts.ts';

/** The mails that say what was told. */
export const texts = defineTexts({
  fr: {
    one: (kind: string, title: string, child: string) => `${kind} : ${title}${child}`,
    many: (count: number) => `${count} nouvelles sur Préau`,
    headingOfMany: (count: number) => `${count} nouvelles vous attendent`,
    line: (kind: string, title: string, child: string, words: string) => `${kind} : ${title}${child}. ${words}`,
    child: (initials: string) => ` (${initials})`,
    others: (count: number) => (count === 1 ? 'Et une autre nouvelle.' : `Et ${count} autres nouvelles.`),
    read: 'Lire sur Préau',
    urgent: 'Urgent',
    why: 'Ce message ne dit que le début : le reste se lit sur Préau, une fois connecté.',
    stop: (href: string) => `Ne plus recevoir ces courriels : ${href}`,
    ways: (href: string) => `Choisir quand et comment être prévenu : ${href}`,
    addressTitle: 'Votre adresse ne reçoit plus nos courriels',
    addressWords: 'Deux courriels nous sont revenus. Vérifiez votre adresse, ou donnez-en une autre.',
  },
  en: {
    one: (kind: string, title: string, child: string) => `${kind}: ${title}${child}`,
    many: (count: number) => `${count} things are new on Préau`,
    headingOfMany: (count: number) => `${count} things wait for you`,
    line: (kind: string, title: string, child: string, words: string) => `${kind}: ${title}${child}. ${words}`,
    child: (initials: string) => ` (${initials})`,
    others: (count: number) => (count === 1 ? 'And one more.' : `And ${count} more.`),
    read: 'Read on Préau',
    urgent: 'Urgent',
    why: 'This message says the beginning only: the rest is read on Préau, once signed in.',
    stop: (href: string) => `Stop receiving these e-mails: ${href}`,
    ways: (href: string) => `Choose when and how to be told: ${href}`,
    addressTitle: 'Your address takes no more e-mails from us',
    addressWords: 'Two e-mails came back to us. Check your address, or give another one.',
  },
});
