import type { School, Sector } from './model.ts';
import { AESH, OUTSIDE, type Post, post } from './posts-2d.ts';

const teachingIn = (school: School): string =>
  school.kind === 'maternelle'
    ? 'ENS$ENSEIGNEMENT$G0000$ENSEIGNANT CLASSE PREELEMENTAIRE'
    : 'ENS$ENSEIGNEMENT$G0000$ENSEIGNANT CLASSE ELEMENTAIRE';

const DIRECTION = "DIR$DIRECTION$D0000$DIRECTEUR D'ECOLE";

/**
 * The posts of an école: one teacher per class in the order of the classes, the one of the last class also directing
 * (there is no other link between a teacher and a class in this degree); one who completes the others' weeks; and
 * assistants for pupils with disabilities.
 */
export function primaryPosts(school: School): Post[] {
  const classes = school.classes.length;
  const posts = school.classes.map((group) => post(`class:${group.code}`, school.id, teachingIn(school), true));
  const head = posts.at(-1);
  if (head) {
    head.kind = 'head';
    head.functions.push({ school: school.id, text: DIRECTION });
    head.directs.push(school.id);
  }
  for (let n = 0; n < Math.floor(classes / 4); n++) posts.push(post('part-time', school.id, teachingIn(school), true));
  for (let n = 0; n < Math.floor(classes / 4); n++) posts.push(post('aesh', school.id, AESH));
  for (let n = 0; n < school.extraStaff; n++)
    posts.push(n % 2 === 0 ? post('aesh', school.id, AESH) : post('part-time', school.id, teachingIn(school), true));
  return posts;
}

/** The substitute, the specialised teacher over three écoles and the psychologist of all, attached to the district. */
export function sharedPrimaryPosts(sector: Sector): Post[] {
  const ecoles = sector.schools.filter((one) => one.degree === 1);
  const [first] = ecoles;
  if (!first) return [];
  const everywhere = (kind: string, schools: School[], text: string, isTeacher: boolean): Post => {
    const one = post(kind, first.id, '', isTeacher);
    one.attachedTo = OUTSIDE.district;
    one.functions = schools.map((school) => ({ school: school.id, text }));
    return one;
  };
  const specialised = everywhere(
    'specialised',
    ecoles.slice(0, 3),
    'ENS$ENSEIGNEMENT$G0131$AIDE A DOMINANTE PEDAGOGIQUE',
    true,
  );
  specialised.attachedTo = first.id;
  return [
    everywhere('substitute', ecoles.slice(0, 2), 'ENS$ENSEIGNEMENT$G0108$BRIGADE REMPLACEMENT', true),
    specialised,
    everywhere('psychologist', ecoles, "ORI$ORIENTATION$C0010$PSYCHOLOGUE DE L'EDUCATION NATIONALE", false),
  ];
}
