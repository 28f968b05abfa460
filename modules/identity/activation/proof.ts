import type { Recognition } from '../../directory/index.ts';

/**
 * What the holder of a code is asked besides, so that a lost sheet opens nothing: a guardian the birth date of a child, a pupil or a
 * member of staff their own, and somebody of whom no date is known the address that the school knows.
 */
export type ProofKind = 'child-birth-date' | 'own-birth-date' | 'mail';

type Known = Pick<Recognition, 'email' | 'childrensBirthDates'> & {
  readonly actor: Pick<Recognition['actor'], 'roles' | 'birthDate'>;
};

/** Which proof to ask of a person; undefined when nothing is known to ask, and then no code can be given. */
export function proofOf({ actor, email, childrensBirthDates }: Known): ProofKind | undefined {
  const isGuardian = actor.roles.includes('guardian') && childrensBirthDates.length > 0;
  if (isGuardian && actor.roles.every((role) => role === 'guardian')) return 'child-birth-date';
  if (actor.birthDate) return 'own-birth-date';
  if (isGuardian) return 'child-birth-date';
  return email ? 'mail' : undefined;
}

/** Whether what was typed is that proof. A date may be typed `2016-03-14` or `14/03/2016`. */
export function isProof(typed: string, known: Known): boolean {
  const kind = proofOf(known);
  const value = typed.trim();
  if (kind === 'mail') return value.toLowerCase() === known.email?.trim().toLowerCase();
  const date = isoDate(value);
  if (date === undefined) return false;
  if (kind === 'child-birth-date') return known.childrensBirthDates.includes(date);
  return kind === 'own-birth-date' && known.actor.birthDate === date;
}

function isoDate(value: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const [, day = '', month = '', year] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(value) ?? [];
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
