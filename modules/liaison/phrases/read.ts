import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import type { ChosenPhrase } from '../../../platform/rich-text/phrase.ts';
import { fromPlain } from '../../../platform/rich-text/plain.ts';
import type { ReadingLanguage } from '../../../platform/texts/languages.ts';
import { writesSomewhere } from '../notes/read-staff.ts';
import { schoolsAs } from '../policy.ts';
import { digestOf, fill, type Phrase, phrasesIn, translatedInto } from './bank.ts';
import { themeNames, themes } from './blanks.ts';
import type { listOwnPhrases, listPhrases, listReviews, showPhrase } from './contract.ts';
import { ownPhrasePolicy, phrasePolicy } from './policy.ts';
import { ownPhrase, ownPhrases, reviewedDigests, reviewsIn } from './queries.ts';

/** The schools in which the actor works, by profile or by mandate. */
const schoolsOf = ({ actor }: SessionContext): string[] => [
  ...new Set(
    [...actor.profiles.filter(({ role }) => role !== 'pupil' && role !== 'guardian'), ...actor.mandates].flatMap(
      ({ schoolId }) => schoolId ?? [],
    ),
  ),
];

/** The bank by subject; what a school put in the place of a phrase stands above, and that phrase is left out. */
export async function readPhrases(ctx: SessionContext): Promise<Answer<typeof listPhrases>> {
  const { actor, db } = ctx;
  if (!writesSomewhere(actor)) notFound();
  const own = await ownPhrases(db, schoolsOf(ctx));
  const replaced = new Set(own.map(({ replaces }) => replaces));
  const bank = phrasesIn('fr');
  const heads = schoolsAs(actor, 'head');
  return {
    own: own.map(({ id, title, words, school }) => ({ id, title, words, school })),
    themes: themeNames.map((theme) => ({
      theme,
      phrases: themes[theme]
        .filter((key) => !replaced.has(key))
        .map((key) => ({ key, title: bank.get(key)?.title ?? key })),
    })),
    changes: actor.profiles
      .filter(({ role, schoolId }) => role === 'head' && heads.includes(schoolId))
      .map(({ schoolUai, schoolName }) => ({ uai: schoolUai, name: schoolName })),
  };
}

/** A phrase, blank, in every language. */
export async function readPhrase({ actor, db }: SessionContext, key: string): Promise<Answer<typeof showPhrase>> {
  const french = phrasesIn('fr').get(key);
  if (!french || !writesSomewhere(actor)) notFound();
  const reviewed = new Set((await reviewedDigests(db)).map(({ language, digest }) => `${language} ${digest}`));
  return {
    key,
    ...french,
    translations: translatedInto.flatMap((language) => {
      const phrase = phrasesIn(language).get(key);
      return phrase
        ? [{ language, ...phrase, isReviewed: reviewed.has(`${language} ${digestOf(key, language)}`) }]
        : [];
    }),
  };
}

/** What a form begins with: a phrase of the bank with its blanks filled, or one of the actor's schools; undefined for none. */
export async function startFrom(
  ctx: SessionContext,
  { phrase: chosen, ...filled }: ChosenPhrase,
): Promise<{ title: string; words: RichText } | undefined> {
  if (!chosen) return undefined;
  const phrase = phrasesIn('fr').get(chosen);
  if (phrase) return { title: phrase.title, words: fromPlain(fill(phrase, filled, 'fr')) };
  const own = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(chosen)
    ? await ownPhrase(ctx.db, schoolsOf(ctx), chosen)
    : undefined;
  return own && { title: own.title, words: fromPlain(own.words) };
}

/** A language of the bank beside the French text, with who signed each translation off. */
export async function readReviews(
  { actor, db }: SessionContext,
  language: ReadingLanguage,
): Promise<Answer<typeof listReviews>> {
  if (!phrasePolicy.can(actor, 'review', {})) notFound();
  const [reviews, all] = await Promise.all([reviewsIn(db, language), reviewedDigests(db)]);
  const signed = new Set(all.map((each) => `${each.language} ${each.digest}`));
  const french = phrasesIn('fr');
  return {
    language,
    counts: translatedInto.map((each) => ({
      language: each,
      reviewed: [...french.keys()].filter((key) => signed.has(`${each} ${digestOf(key, each)}`)).length,
      phrases: french.size,
    })),
    phrases: [...phrasesIn(language)].map(([key, phrase]) => {
      const digest = digestOf(key, language);
      const review = reviews.find((each) => each.key === key && each.digest === digest);
      return {
        key,
        ...phrase,
        french: french.get(key) as Phrase,
        review: review ? { by: review.by, at: review.at } : null,
      };
    }),
  };
}

/** A school's own phrases, for who may change them. */
export async function readOwnPhrases(
  ctx: SessionContext,
  uai: string,
): Promise<Answer<typeof listOwnPhrases> & { schoolId: string }> {
  const { actor, db } = ctx;
  const school = actor.profiles.find(({ schoolUai }) => schoolUai === uai);
  if (!school || !ownPhrasePolicy.can(actor, 'change', school)) notFound();
  return {
    schoolId: school.schoolId,
    school: { uai, name: school.schoolName },
    phrases: await ownPhrases(db, [school.schoolId]),
  };
}
