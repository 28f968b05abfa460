/** Languages with a complete catalogue. French first; the frame takes more, right-to-left ones included. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Text direction by language, for those to come too. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (/^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr');

/** Widens the French sentences to their shape: strings are any string, functions keep their parameters. */
type Shape<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Shape<T[K]> };

/** The sentences of a module, in every language; French gives the shape and the others must fill it. */
export function defineTexts<const Fr>(all: { fr: Fr; en: Shape<Fr> }): Record<Locale, Shape<Fr>> {
  return all as Record<Locale, Shape<Fr>>;
}

/** The best language we have for an `Accept-Language` header. */
export function negotiateLocale(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^q=([\d.]+)$/.exec(p.trim())?.[1]).find(Boolean);
      return { tag: tag.toLowerCase().slice(0, 2), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const found = locales.find((locale) => locale === tag);
    if (found) return found;
  }
  return 'fr';
}
