import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Translation } from '../../../platform/rich-text/reading.ts';
import type { PhraseBank } from '../../../platform/translation/phrase-bank.ts';
import { writesSomewhere } from '../notes/read-staff.ts';
import { listPhrases } from './contract.ts';
import { reviewedAmong } from './queries.ts';
import { startFrom } from './read.ts';
import { texts } from './texts.ts';
import { fromBank } from './translate.ts';

/** The bank as messages, news and notes use it. */
export const phraseBank: PhraseBank = {
  async translate(db, language, read) {
    const known = read.map((text) => fromBank(text, language, text.near));
    const digests = known.flatMap((each) => each?.digests ?? []);
    if (digests.length === 0) return known.map(() => undefined);
    const reviewed = await reviewedAmong(db, language, digests);
    return known.map((each): Translation | undefined => {
      if (!each) return undefined;
      const { digests: own, ...said } = each;
      return { ...said, isReviewed: own.every((digest) => reviewed.has(digest)), byMachine: false };
    });
  },
  pageFor: ({ actor, locale }, form) => {
    if (!writesSomewhere(actor)) return undefined;
    const { title, detail } = texts[locale];
    return { href: addressOf(listPhrases, {}, { form }), label: title, detail };
  },
  begin: startFrom,
};
