import { DEMO_PLACES } from './demo-people.ts';
import { planGroups } from './groups.ts';
import { level, SEGPA_LEVELS } from './levels.ts';
import type { School, SchoolClass, Sector } from './model.ts';
import { communeByInsee } from './public-data.ts';
import { uaiOf } from './uai.ts';

/*
 * The demonstration: two neighbouring communes, a nursery school, an elementary school, a primary school with both, and
 * the collège of the sector with its SEGPA. The names are invented, the UAIs lie in 069 9xxx.
 */

/** `CP 10 CE1 12` → ten seats of CP, then twelve of CE1. */
function seats(spec: string): SchoolClass['seats'] {
  const words = spec.split(' ');
  const list = [];
  for (let i = 0; i < words.length; i += 2) {
    const one = level(words[i] ?? '');
    for (let n = Number(words[i + 1]); n > 0; n--) list.push(one);
  }
  return list;
}

const primaryClass = (code: string, labelStyle: SchoolClass['labelStyle'], spec: string): SchoolClass => ({
  code,
  label: '',
  labelStyle,
  mefs: [],
  headedBy: '',
  seats: seats(spec),
});

const collegeClass = (code: string, spec: string): SchoolClass => {
  const list = seats(spec);
  return {
    code,
    label: `CLASSE ${code}`,
    labelStyle: 'plain',
    mefs: [...new Set(list.map((one) => one.mef))],
    // The named teacher of the demonstration, of life and earth sciences, is the head teacher of his class.
    headedBy: code === DEMO_PLACES.secondYear ? 'subject:062900' : '',
    seats: list,
  };
};

const school = (
  kind: School['kind'],
  id: string,
  uaiDigits: string,
  name: string,
  insee: string,
  street: string,
  phone: string,
  classes: SchoolClass[],
): School => {
  const commune = communeByInsee(insee);
  return {
    degree: kind === 'college' || kind === 'segpa' || kind === 'replacement-zone' ? 2 : 1,
    kind,
    id,
    uai: uaiOf(uaiDigits),
    name,
    commune,
    postalCode: commune.postalCodes[0] ?? '',
    street,
    phone: `+33 4 65 71 00 ${phone}`,
    parentId: '',
    oldKinshipCodes: false,
    oldName: false,
    classes,
    groups: [],
    extraStaff: 0,
  };
};

export const DEMO_SCHOOLS = {
  nursery: { id: '6921101', name: 'LES LUCIOLES' },
  elementary: { id: '6921102', name: 'GERMAINE TILLION' },
  primary: { id: '6921103', name: 'LES GRANDS CHÊNES' },
  college: { id: '6922101', name: 'ROSA-PARKS' },
  segpa: { id: '6922102', name: 'SEGPA CLG ROSA-PARKS' },
} as const;

const CORBAS = '69273';
const MIONS = '69283';

/** The one sector of the demonstration. */
export function demoSector(): Sector {
  const { nursery, elementary, primary, college, segpa } = DEMO_SCHOOLS;
  const collegeSchool = school('college', college.id, '0699201', college.name, CORBAS, '4 avenue de Corbetta', '01', [
    collegeClass('6A', '6EME 26'),
    collegeClass('6B', '6EME 25'),
    collegeClass('6C', '6EME 26'),
    collegeClass('5A', '5EME 25'),
    collegeClass('5B', '5EME 26'),
    collegeClass('5 C', '5EME 24'),
    collegeClass('4 A', '4EME 25'),
    collegeClass('4 B', '4EME 26'),
    collegeClass("4'C", '4EME 24'),
    collegeClass('3E&1', '3EME 26'),
    collegeClass('3E&2', '3EME 25'),
    collegeClass('3ÈME PRÉPA', '3EME 5 3PREPA 18'),
  ]);
  planGroups(collegeSchool);
  const segpaSchool = school(
    'segpa',
    segpa.id,
    '0699202',
    segpa.name,
    CORBAS,
    '4 avenue de Corbetta',
    '01',
    SEGPA_LEVELS.map((one, index) => collegeClass(one.code, `${one.code} ${[13, 12, 14, 13][index]}`)),
  );
  segpaSchool.parentId = college.id;
  const elementarySchool = school(
    'elementaire',
    elementary.id,
    '0699212',
    elementary.name,
    CORBAS,
    "2 place de l'Horloge",
    '12',
    [
      primaryClass('6921201', 'teacher', 'CP 21'),
      primaryClass('6921202', 'teacher', 'CP 10 CE1 11'),
      primaryClass('6921203', 'letter', 'CE1 24'),
      primaryClass('6921204', 'plain', 'CE1 9 CE2 13'),
      primaryClass('6921205', 'teacher', 'CE2 25'),
      primaryClass('6921206', 'teacher', 'CM1 25'),
      primaryClass('6921207', 'plain', 'CM1 11 CM2 12'),
      primaryClass('6921208', 'teacher', 'CM2 26'),
    ],
  );
  elementarySchool.oldKinshipCodes = true;
  return {
    index: 0,
    schools: [
      collegeSchool,
      segpaSchool,
      school('replacement-zone', '6922199', '0699291', 'ZONE DE REMPLACEMENT LYON SUD', CORBAS, '', '00', []),
      school('maternelle', nursery.id, '0699211', nursery.name, CORBAS, '7 rue des Roses', '11', [
        primaryClass('6921111', 'teacher', 'PS 23'),
        primaryClass('6921112', 'teacher', 'PS 9 MS 13'),
        primaryClass('6921113', 'letter', 'MS 14 GS 10'),
        primaryClass('6921114', 'plain', 'GS 25'),
      ]),
      elementarySchool,
      school('primaire', primary.id, '0699213', primary.name, MIONS, '15 rue du 23 Août 1944', '13', [
        primaryClass('6921301', 'teacher', 'PS 11 MS 13'),
        primaryClass('6921302', 'teacher', 'MS 7 GS 18'),
        primaryClass('6921303', 'letter', 'CP 22'),
        primaryClass('6921304', 'teacher', 'CE1 12 CE2 11'),
        primaryClass('6921305', 'plain', 'CE2 10 CM1 12'),
        primaryClass('6921306', 'teacher', 'CM1 9 CM2 15'),
      ]),
    ],
  };
}
