import type { HandProfile } from '../../modules/directory/index.ts';

/** Roles that the command line gives, and what each needs. */
export const handRoles = [
  'platform',
  'dpo',
  'academy',
  'commune',
  'after-school',
  'head',
  'teacher',
  'librarian',
  'school-life',
  'staff',
] as const;
export type HandRole = (typeof handRoles)[number];

/** The profile in a school that a role is; undefined for mandates. */
export const profileOf = (role: HandRole): HandProfile | undefined => {
  if (role === 'school-life') return 'school_life';
  return role === 'head' || role === 'teacher' || role === 'librarian' || role === 'staff' ? role : undefined;
};

export type AccountStateName = 'waiting' | 'open' | 'closed' | 'none';
