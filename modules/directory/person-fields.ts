/** Columns of a person that come from outside: the academy's feed and the tables that a school sends. */
export const personFields = [
  'family_name',
  'given_name',
  'birth_name',
  'other_given_names',
  'title',
  'birth_date',
  'ine',
  'email',
  'phone',
  'mobile',
  'work_phone',
  'street',
  'postal_code',
  'city',
  'country',
] as const;
export type PersonField = (typeof personFields)[number];
