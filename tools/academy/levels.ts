/** One level of schooling, as the academy codes it. */
export interface Level {
  code: string;
  degree: 1 | 2;
  /** Age reached during the civil year in which the school year starts. */
  age: number;
  /** Rank from the first year of nursery school to the last of collège; the two SEGPA and ordinary 6e share theirs. */
  rank: number;
  /** 1D: first four characters of the MEFSTAT11, and the label of ENTEleveNiveau. */
  mefstat4: string;
  label: string;
  cycle: 'CYCLE I' | 'CYCLE II' | 'CYCLE III' | 'CYCLE IV';
  /** 2D only. */
  mef: string;
  mefstat11: string;
}

const primary = (code: string, age: number, mefstat4: string, label: string, cycle: Level['cycle']): Level => ({
  code,
  degree: 1,
  age,
  rank: age,
  mefstat4,
  label,
  cycle,
  mef: '',
  mefstat11: '',
});

const secondary = (code: string, age: number, label: string, mef: string, mefstat11: string): Level => ({
  code,
  degree: 2,
  age,
  rank: age,
  mefstat4: mefstat11.slice(0, 4),
  label,
  cycle: age === 11 ? 'CYCLE III' : 'CYCLE IV',
  mef,
  mefstat11,
});

export const PRIMARY_LEVELS = [
  primary('PS', 3, '1111', 'PETITE SECTION', 'CYCLE I'),
  primary('MS', 4, '1112', 'MOYENNE SECTION', 'CYCLE I'),
  primary('GS', 5, '1113', 'GRANDE SECTION', 'CYCLE I'),
  primary('CP', 6, '1121', 'CP', 'CYCLE II'),
  primary('CE1', 7, '1122', 'CE1', 'CYCLE II'),
  primary('CE2', 8, '1123', 'CE2', 'CYCLE II'),
  primary('CM1', 9, '1124', 'CM1', 'CYCLE III'),
  primary('CM2', 10, '1125', 'CM2', 'CYCLE III'),
] as const satisfies Level[];

export const NURSERY_LEVELS: Level[] = PRIMARY_LEVELS.slice(0, 3);
export const ELEMENTARY_LEVELS: Level[] = PRIMARY_LEVELS.slice(3);

/** 6e, 5e, 4e, 3e. */
export const COLLEGE_LEVELS: Level[] = [
  secondary('6EME', 11, '6EME', '10010012110', '21110010012'),
  secondary('5EME', 12, '5EME', '10110001110', '21120010001'),
  secondary('4EME', 13, '4EME', '10210001110', '21150010001'),
  secondary('3EME', 14, '3EME', '10310019110', '21160010019'),
];

/** 6e to 3e SEGPA. */
export const SEGPA_LEVELS: Level[] = [
  secondary('6SEGPA', 11, '6EME SEGPA', '16410002110', '24310010002'),
  secondary('5SEGPA', 12, '5EME SEGPA', '16510002110', '24320010002'),
  secondary('4SEGPA', 13, '4EME SEGPA', '16610002110', '24330010002'),
  secondary('3SEGPA', 14, '3EME SEGPA', '16710002110', '24340010002'),
];

/** A MEF whose code holds a letter, as some do; offered by one 3e class of each collège that names it. */
export const LETTERED_MEF: Level = secondary('3PREPA', 14, '3EME PREPA-METIERS', '1031000F11A', '21160010020');

export const ALL_LEVELS: Level[] = [...PRIMARY_LEVELS, ...COLLEGE_LEVELS, ...SEGPA_LEVELS, LETTERED_MEF];

/** The level by its code (`CM2`, `6EME`, `6SEGPA`…). */
export function level(code: string): Level {
  const found = ALL_LEVELS.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`unknown level ${code}`);
  return found;
}
