import { yearDigit } from './groups.ts';
import type { School, Sector, StaffMember } from './model.ts';
import { ALL_SUBJECTS, CIVICS, CLASS_SUBJECTS, LATIN, type Subject } from './subjects.ts';

/** A post to fill: everything of a staff member that does not depend on who is hired. */
export type Post = Omit<
  StaffMember,
  'id' | 'sex' | 'birthSurname' | 'surname' | 'given' | 'title' | 'birth' | 'mail' | 'degree'
> & {
  /** What the post is, for those who look one up: `subject:062900`, `cpe`, `head`… */
  kind: string;
};

/** Structures that functions and attachments name but no delivery describes: rectorate, other zones. */
export const OUTSIDE = { rectorate: '6929999', otherZone: '6929901', district: '6919900' } as const;

const FULL_TIME = 18;

const post = (kind: string, school: string, functionText: string, isTeacher = false): Post => ({
  kind,
  attachedTo: school,
  functions: functionText ? [{ school, text: functionText }] : [],
  directs: [],
  isTeacher,
  disciplineCategory: '',
  disciplinePost: '',
  subjects: [],
  classSubjects: [],
  groupSubjects: [],
  headClasses: [],
});

const AESH = 'AES$ACCOMPAGNANT DES ELEVES EN SITUATION DE HANDICAP$A0021$ACCOMPAGNEMENT ELEVES SITUATION HANDICAP';
const AED = "AED$ASSISTANT D'EDUCATION$A0090$ASSISTANT D'EDUCATION";

/** The posts of a collège or a SEGPA, those of its own classes first. `extraStaff` adds assistants. */
export function secondaryPosts(school: School): Post[] {
  if (school.kind === 'replacement-zone') return [];
  if (school.kind === 'segpa') return segpaPosts(school);
  const pupils = school.classes.reduce((sum, one) => sum + one.seats.length, 0);
  const id = school.id;
  const posts = [
    post('head', id, "DIR$DIRECTION$D0010$CHEF D'ETABLISSEMENT"),
    ...repeat(pupils >= 300 ? 1 : 0, () => post('deputy', id, "DIR$DIRECTION$D0020$ADJOINT AU CHEF D'ETABLISSEMENT")),
    ...repeat(1 + Math.floor(pupils / 500), () => post('cpe', id, 'EDU$EDUCATION$E0030$EDUCATION')),
    post('librarian', id, 'DOC$DOCUMENTATION$L0080$DOCUMENTATION'),
    ...repeat(1 + Math.floor(pupils / 600), () =>
      post('office', id, 'ADF$PERSONNELS ADMINISTRATIFS$A0010$PERSONNELS ADMINISTRATIFS'),
    ),
    ...repeat(1 + Math.floor(pupils / 200), () => post('assistant', id, AED)),
    ...repeat(Math.floor(pupils / 300), () => post('aesh', id, AESH)),
    post('nurse', id, 'MDS$PERSONNELS MEDICO-SOCIAUX$S0010$INFIRMIERE'),
    ...repeat(pupils >= 500 ? 1 : 0, () =>
      post('laboratory', id, 'LAB$PERSONNELS DE LABORATOIRE$T0010$PERSONNELS DE LABORATOIRE'),
    ),
    post('no-object', id, '-$SANS OBJET$$'),
    post('no-function', id, ''),
    ...subjectTeachers(school),
  ];
  return [...posts, ...repeat(school.extraStaff, (n) => post('extra', id, n % 3 === 2 ? AESH : AED))];
}

function segpaPosts(school: School): Post[] {
  return repeat(Math.max(2, school.classes.length - 1), (n) => {
    const one = post('segpa', school.id, 'ENS$ENSEIGNEMENT DEVANT ELEVES$G0170$ENSEIGNER EN SEGPA OU EREA', true);
    const taught = school.classes.filter((_, index) => index % Math.max(2, school.classes.length - 1) === n);
    one.classSubjects = taught.map((group) => `${school.id}$${group.code}$020700`);
    one.subjects = taught.length > 0 ? [`${school.id}$FRANCAIS`] : [];
    one.headClasses = taught.map((group) => `${school.id}$${group.code}`);
    return one;
  });
}

/** Teachers subject by subject, each filled to a full service before the next is called; then one head teacher per class. */
function subjectTeachers(school: School): Post[] {
  const teachers: Post[] = [];
  for (const subject of CLASS_SUBJECTS) {
    let current: Post | undefined;
    let load = 0;
    for (const group of school.classes) {
      const hours = subject.hours[6 - yearDigit(group)] ?? 0;
      if (hours === 0) continue;
      if (!current || load + hours > FULL_TIME) {
        current = teacherOf(subject, school.id);
        teachers.push(current);
        load = 0;
      }
      load += hours;
      current.classSubjects.push(`${school.id}$${group.code}$${subject.code}`);
      if (subject.post.startsWith('HISTOIRE')) current.classSubjects.push(`${school.id}$${group.code}$${CIVICS.code}`);
    }
  }
  teachGroups(school, teachers);
  for (const one of teachers) one.subjects = labelsOf(one, school.id);
  appointHeadTeachers(school, teachers);
  return teachers;
}

function teachGroups(school: School, teachers: Post[]): void {
  const load = new Map<Post, number>();
  for (const group of school.groups) {
    if (group.subject === '') continue;
    const french = teachers.find((one) => one.kind === 'subject:020700');
    const subject = ALL_SUBJECTS.find((one) => one.code === group.subject);
    if (!subject || !french) continue;
    let teacher =
      group.subject === LATIN.code
        ? french
        : teachers.find((one) => one.kind === `subject:${subject.code}` && (load.get(one) ?? 0) + 2.5 <= FULL_TIME);
    if (!teacher) {
      teacher = teacherOf(subject, school.id);
      teachers.push(teacher);
    }
    load.set(teacher, (load.get(teacher) ?? 0) + 2.5);
    teacher.groupSubjects.push(`${school.id}$${group.code}$${group.subject}`);
  }
}

function teacherOf(subject: Subject, school: string): Post {
  const one = post(`subject:${subject.code}`, school, subject.function, true);
  one.disciplineCategory = subject.category;
  one.disciplinePost = subject.post;
  return one;
}

function labelsOf(one: Post, school: string): string[] {
  const codes = new Set([...one.classSubjects, ...one.groupSubjects].map((text) => text.split('$').at(-1)));
  return ALL_SUBJECTS.filter((subject) => codes.has(subject.code)).map((subject) => `${school}$${subject.label}`);
}

function appointHeadTeachers(school: School, teachers: Post[]): void {
  const reserved = new Set(school.classes.map((group) => group.headedBy));
  const available = [...teachers];
  for (const group of school.classes) {
    const index = available.findIndex(
      (one) =>
        (group.headedBy ? one.kind === group.headedBy : !reserved.has(one.kind)) &&
        one.classSubjects.some((text) => text.startsWith(`${school.id}$${group.code}$`)),
    );
    const [chosen] = index < 0 ? [] : available.splice(index, 1);
    chosen?.headClasses.push(`${school.id}$${group.code}`);
  }
}

/**
 * Posts that belong to no single school: the teacher shared by three structures, the psychologist of a dozen, the
 * substitutes attached to a zone. `reach` lists the structures around, the sector's own first.
 */
export function sharedSecondaryPosts(sector: Sector, reach: string[]): Post[] {
  const colleges = sector.schools.filter((one) => one.kind === 'college' || one.kind === 'segpa');
  const home = colleges[0];
  if (!home) return [];
  const arts = CLASS_SUBJECTS.find((one) => one.post.startsWith('ARTS'));
  const maths = CLASS_SUBJECTS.find((one) => one.post.startsWith('MATH'));
  if (!arts || !maths) throw new Error('arts and mathematics are taught everywhere');
  const shared = post('shared', home.id, '', true);
  shared.disciplineCategory = arts.category;
  shared.disciplinePost = arts.post;
  shared.functions = reach.slice(0, 3).map((school) => ({ school, text: arts.function }));
  const substitute = post('substitute', home.id, maths.function, true);
  const zone = sector.schools.find((one) => one.kind === 'replacement-zone');
  substitute.attachedTo = zone?.id ?? OUTSIDE.otherZone;
  const distant = post('distant-substitute', home.id, maths.function, true);
  distant.attachedTo = OUTSIDE.rectorate;
  const psychologist = post('psychologist', home.id, '');
  psychologist.functions = reach
    .slice(0, 14)
    .map((school) => ({ school, text: "ORI$ORIENTATION$C0010$PSYCHOLOGUE DE L'EDUCATION NATIONALE" }));
  return [shared, substitute, ...(sector.index % 12 === 0 ? [distant, psychologist] : [])];
}

function repeat(count: number, make: (index: number) => Post): Post[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export { AESH, post };
