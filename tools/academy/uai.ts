const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** A UAI from its seven digits: the control letter is the 23-letter alphabet (no I, O, Q) at their remainder by 23. */
export function uaiOf(digits: string): string {
  if (!/^\d{7}$/.test(digits)) throw new Error(`a UAI begins with seven digits, not ${digits}`);
  return digits + LETTERS.charAt(Number(digits) % 23);
}

/** Whether a text is a UAI with its right control letter. */
export function isUai(text: string): boolean {
  return /^\d{7}[A-Z]$/.test(text) && uaiOf(text.slice(0, 7)) === text;
}
