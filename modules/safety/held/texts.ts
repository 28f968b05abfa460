import { defineTexts } from '../../../platform/texts/texts.ts';

/** Contents that wait for an adult's word. */
export const texts = defineTexts({
  fr: {
    title: 'À relire',
    tileDetail: 'Ce qui attend votre accord avant d’être vu',
    lead: 'Ces contenus n’ont encore été vus de personne. Laissez-les passer, ou gardez-les avec un mot pour leur auteur.',
    empty: 'Rien n’attend. Ce que les élèves enverront et qui doit être relu se trouvera ici.',
    from: (author: string, to: string) => `${author}, pour ${to}`,
    through: 'Laisser passer',
    throughLabel: (title: string) => `Laisser passer : ${title}`,
    back: 'Ne pas laisser passer',
    words: 'Un mot pour l’auteur',
    wordsHelp: 'Dites ce qui ne va pas et comment le réécrire.',
    letThrough: 'C’est parti.',
    keptBack: 'C’est retenu, l’auteur est prévenu.',
    faults: { 'safety.words-long': 'C’est trop long : 1 000 signes au plus.' } as Record<string, string>,
  },
  en: {
    title: 'To read over',
    tileDetail: 'What waits for your word before it is seen',
    lead: 'Nobody has seen these contents yet. Let them through, or keep them back with a word for their author.',
    empty: 'Nothing waits. What pupils send and has to be read over will be here.',
    from: (author: string, to: string) => `${author}, for ${to}`,
    through: 'Let through',
    throughLabel: (title: string) => `Let through: ${title}`,
    back: 'Keep back',
    words: 'A word for the author',
    wordsHelp: 'Say what is wrong and how to write it anew.',
    letThrough: 'It is on its way.',
    keptBack: 'It is kept back, and its author is told.',
    faults: { 'safety.words-long': 'It is too long: 1,000 signs at most.' },
  },
});
