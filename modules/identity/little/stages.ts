/** How a pupil comes in, by age: pictures up to CE1, a phrase of three words from CE2 to CM2, a password at the collège. */
export type Stage = 'pictures' | 'phrase' | 'password';

const PICTURES = new Set(['1110', '1111', '1112', '1113', '1121', '1122']);
const COLLEGE = new Set(['college', 'segpa']);

/** The stage of a pupil by level (MEFSTAT4) and kind of school; without a level, the school decides. */
export function stageOf(pupil: { readonly levelCode: string | null; readonly schoolKind: string }): Stage {
  if (COLLEGE.has(pupil.schoolKind)) return 'password';
  if (pupil.levelCode === null) return pupil.schoolKind === 'nursery' ? 'pictures' : 'phrase';
  return PICTURES.has(pupil.levelCode) ? 'pictures' : 'phrase';
}
