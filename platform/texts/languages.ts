/** Languages in which people may read what the school writes; those of the product itself are `locales`. */
export const readingLanguages = ['fr', 'en', 'ar', 'es', 'pt', 'ro', 'ru', 'tr', 'uk', 'zh'] as const;
export type ReadingLanguage = (typeof readingLanguages)[number];

/** Each as its readers call it: a list of languages is read by who does not know the page's. */
export const ownNames: Readonly<Record<ReadingLanguage, string>> = {
  fr: 'Français',
  en: 'English',
  ar: 'العربية',
  es: 'Español',
  pt: 'Português',
  ro: 'Română',
  ru: 'Русский',
  tr: 'Türkçe',
  uk: 'Українська',
  zh: '中文',
};

/** For dates and sums. Arabic as it is written in the Maghreb, with the figures that its readers use here. */
export const languageTags: Readonly<Record<ReadingLanguage, string>> = {
  fr: 'fr-FR',
  en: 'en-GB',
  ar: 'ar-DZ-u-nu-latn',
  es: 'es-ES',
  pt: 'pt-PT',
  ro: 'ro-RO',
  ru: 'ru-RU',
  tr: 'tr-TR',
  uk: 'uk-UA',
  zh: 'zh-CN',
};

export const isReadingLanguage = (given: string): given is ReadingLanguage =>
  (readingLanguages as readonly string[]).includes(given);
