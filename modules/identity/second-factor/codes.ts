import { Secret, TOTP } from 'otpauth';
import { drawSigns, inTwoGroups, readSigns } from '../printed-signs.ts';

/** Seconds that a one-time password lasts (RFC 6238). */
const PERIOD = 30;

/** Bytes of a new seed: what RFC 4226 recommends for SHA-1. */
const SEED_BYTES = 20;

export const newSeed = (): Buffer => Buffer.from(new Secret({ size: SEED_BYTES }).buffer);

const totp = (seed: Buffer, login: string): TOTP =>
  new TOTP({
    issuer: 'Préau',
    label: login,
    // The defaults of RFC 6238, the only ones that every application knows.
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
    secret: new Secret({ buffer: new Uint8Array(seed).buffer }),
  });

/** What an application scans, and the same to type: groups of four letters and figures. */
export function enrolmentOf(seed: Buffer, login: string): { readonly address: string; readonly typed: string } {
  const one = totp(seed, login);
  return { address: one.toString(), typed: (one.secret.base32.match(/.{1,4}/g) ?? []).join(' ') };
}

/**
 * The half-minute (counted since 1970) that a one-time password belongs to, or undefined when it is wrong. The one before and the one
 * after are accepted: telephones are rarely on time.
 */
export function stepOf(seed: Buffer, typed: string, now: Date): number | undefined {
  const delta = totp(seed, '').validate({ token: typed, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** Half-minutes by which a telephone's clock may be wrong for us to notice: half an hour. */
const WRONG_CLOCK = 60;

/** Whether it is a one-time password of another half-minute, near enough to mean that a clock is wrong. Never told at the door. */
export function isOfAnotherHour(seed: Buffer, typed: string, now: Date): boolean {
  const delta = totp(seed, '').validate({ token: typed, timestamp: now.getTime(), window: WRONG_CLOCK });
  return delta !== null && Math.abs(delta) > 1;
}

const RECOVERY_LENGTH = 10;
/** Recovery codes made at once. */
const RECOVERY_COUNT = 10;

/** New recovery codes, fifty random bits each, as printed: `K7QM2-XRT4B`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_COUNT }, () => inTwoGroups(drawSigns(RECOVERY_LENGTH)));

/** What was typed at the door: six figures of the application, or a recovery code; undefined when it can be neither. */
export function typedFactor(
  typed: string,
): { readonly kind: 'password' | 'recovery'; readonly value: string } | undefined {
  const figures = typed.replace(/[\s.-]/g, '');
  if (/^\d{6}$/.test(figures)) return { kind: 'password', value: figures };
  const signs = readSigns(typed, RECOVERY_LENGTH);
  return signs === undefined ? undefined : { kind: 'recovery', value: inTwoGroups(signs) };
}
