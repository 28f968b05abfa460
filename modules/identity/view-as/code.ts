import { timingSafeEqual } from 'node:crypto';
import { type Key, type Keys, macUnder } from '../../../platform/config/keys.ts';

/** Six figures made from the question's id under the session key: nothing to keep, and nothing to guess from the id. */
const codeUnder = (key: Key, viewingId: string): string =>
  String(macUnder(key, `view-as\n${viewingId}`).readUInt32BE(0) % 1_000_000).padStart(6, '0');

/** What the person reads out on the telephone. */
export const codeOf = (keys: Keys, viewingId: string): string => codeUnder(keys.session.current, viewingId);

/** Whether those figures are the code, also under a key that was changed meanwhile. */
export const isCodeOf = (keys: Keys, viewingId: string, given: string): boolean =>
  keys.session.all.some((key) => timingSafeEqual(Buffer.from(codeUnder(key, viewingId)), Buffer.from(given)));
