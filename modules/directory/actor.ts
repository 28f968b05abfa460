import type { Place, PlatformChoices } from './visibility/settings.ts';

/** Roles of the rights grid: what a person can be, in a school or by mandate. */
export const roles = [
  'pupil',
  'guardian',
  'teacher',
  'head',
  'librarian',
  'school_life',
  'staff',
  'after_school',
  'academy',
  'commune',
  'platform',
  'delegate',
  'dpo',
  'leaver',
] as const;
export type Role = (typeof roles)[number];

/** What the actor is in one school. */
export interface ActorProfile {
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly schoolName: string;
  readonly schoolKind: string;
  readonly role: Role;
  readonly functionLabel: string | null;
}

/** A child whose school life the actor may follow: authority 1, no suspended access. */
export interface ActorChild {
  readonly personId: string;
  readonly uid: string;
  readonly givenName: string;
  readonly displayName: string;
  /** The whole name with the given name of civil status: by it programs of others know a child who uses another one. Never shown. */
  readonly civilName: string;
  readonly schoolIds: readonly string[];
  readonly groupIds: readonly string[];
  /** The same groups, with their schools. */
  readonly groups: readonly { readonly groupId: string; readonly schoolId: string }[];
  /** Schools where the child is enrolled from a day to come (`YYYY-MM-DD`): CM2 going to a collège. */
  readonly coming: readonly { readonly schoolId: string; readonly startsOn: string }[];
}

export interface ActorGroup {
  readonly groupId: string;
  readonly schoolId: string;
  readonly kind: 'class' | 'teaching' | 'free';
  readonly label: string;
  readonly role: string;
}

export interface ActorMandate {
  readonly kind: 'platform' | 'academy' | 'commune' | 'after_school' | 'delegate' | 'dpo';
  readonly communeId: string | null;
  readonly schoolId: string | null;
  /** Of a delegate: what was entrusted, and the one class it is limited to. */
  readonly duties: readonly Duty[];
  readonly groupId: string | null;
  /** Exclusive; null: until further notice. */
  readonly endsOn: string | null;
}

/** What a head may entrust to somebody of the school. */
export const duties = ['people', 'groups', 'codes', 'kin', 'duplicates', 'year', 'safety', 'rights'] as const;
export type Duty = (typeof duties)[number];

declare module '../../platform/authz/policy.ts' {
  interface Actor {
    readonly uid: string;
    readonly displayName: string;
    readonly familyName: string;
    readonly givenName: string | null;
    /** That of civil status, where another is used. */
    readonly civilGivenName: string | null;
    readonly title: string | null;
    readonly birthDate: string | null;
    /** The day on which the actor acts: dated rights are those of that day. */
    readonly today: string;
    /** The day on which they left, for who is nothing any more; their one role is then `leaver`. */
    readonly leftOn: string | null;
    /** Every open profile, one a school and role. */
    readonly profiles: readonly ActorProfile[];
    readonly children: readonly ActorChild[];
    readonly groups: readonly ActorGroup[];
    readonly mandates: readonly ActorMandate[];
    /** Something was done about them that they have not read yet (a row of `directory.tellings`). */
    readonly hasNews: boolean;
    /** The schools of all these, with what each decided of who sees and writes to whom. */
    readonly places: readonly Place[];
    /** What the operator decided of it for all schools. */
    readonly platformChoices: PlatformChoices;
  }
}
