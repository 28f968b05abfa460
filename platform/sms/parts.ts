/** Signs that the alphabet of telephones (GSM 03.38) writes in one place, and those that take two. */
const ONE = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const TWO = new Set('^{}\\[~]|€\f');

/**
 * How many messages a text is billed as: 160 places in the alphabet of telephones, 70 as soon as one sign is outside of it (« ê », « ’ »);
 * each part of a longer one loses a few to its number.
 */
export function partsOf(words: string): number {
  let places = 0;
  for (const sign of words) {
    if (ONE.has(sign)) places += 1;
    else if (TWO.has(sign)) places += 2;
    else return inParts(words.length, 70, 67);
  }
  return inParts(places, 160, 153);
}

const inParts = (places: number, alone: number, joined: number): number =>
  places <= alone ? 1 : Math.ceil(places / joined);
