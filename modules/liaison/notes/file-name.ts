/** A name of a file that every system takes. */
export const fileName = (words: string, extension: string): string =>
  `${words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)}.${extension}`;
