/** Letters and signs that the alphabet of telephones (GSM 03.38) has beside those of ASCII, by their numbers. */
const BESIDE = new Set([
  0x0a, 0x0d, 0xa1, 0xa3, 0xa4, 0xa5, 0xa7, 0xbf, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xd1, 0xd6, 0xd8, 0xdc, 0xdf, 0xe0,
  0xe4, 0xe5, 0xe6, 0xe8, 0xe9, 0xec, 0xf1, 0xf2, 0xf6, 0xf8, 0xf9, 0xfc, 0x393, 0x394, 0x398, 0x39b, 0x39e, 0x3a0,
  0x3a3, 0x3a6, 0x3a8, 0x3a9,
]);
/** Signs that it writes in two places: `^{}\[~]|` and the euro. */
const TWO = new Set([0x5e, 0x7b, 0x7d, 0x5c, 0x5b, 0x7e, 0x5d, 0x7c, 0x20ac]);
const GRAVE = 0x60;

/** Places that a sign takes; undefined when telephones do not know it. */
function placesOf(sign: string): 1 | 2 | undefined {
  const number = sign.codePointAt(0) ?? 0;
  if (TWO.has(number)) return 2;
  return (number >= 0x20 && number < 0x7f && number !== GRAVE) || BESIDE.has(number) ? 1 : undefined;
}

/**
 * How many messages a text is billed as: 160 places in the alphabet of telephones, 70 as soon as one sign is outside of it (« ê », « ’ »);
 * each part of a longer one loses a few to its number.
 */
export function partsOf(words: string): number {
  let places = 0;
  for (const sign of words) {
    const taken = placesOf(sign);
    if (taken === undefined) return inParts(words.length, 70, 67);
    places += taken;
  }
  return inParts(places, 160, 153);
}

const inParts = (places: number, alone: number, joined: number): number =>
  places <= alone ? 1 : Math.ceil(places / joined);
