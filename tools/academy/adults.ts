import { addressIn, adultGivenName, phone, privateMail, surname, titleOf } from './identity.ts';
import type { Identifiers } from './ids.ts';
import type { Address, Adult, Child, Relation, Sex, Tie } from './model.ts';
import { CARE_ORGANISATIONS } from './names.ts';
import type { Random } from './random.ts';

/** An adult at an address; one mobile in twelve, one mail in five and half of the landlines are unknown to the school. */
export function newAdult(random: Random, sex: Sex, family: string, address: Address): Adult {
  const given = adultGivenName(random, sex);
  const maiden = surname(random);
  const married = sex === 'F' && random.chance(0.35);
  return {
    sex,
    birthSurname: married ? maiden : family,
    surname: family,
    given,
    title: random.chance(0.01) ? '' : titleOf(sex),
    ...contactsOf(random),
    mail: random.chance(0.8) ? privateMail(random, given, family) : '',
    address,
    ids: { 1: '', 2: '' },
    children: [],
  };
}

function contactsOf(random: Random) {
  const [home, work, mobile] = [phone(random, 'landline'), phone(random, 'landline'), phone(random, 'mobile')];
  const style = random.next();
  return {
    homePhone: random.chance(0.5) ? home : '',
    workPhone: random.chance(0.55) ? work : '',
    mobile: style < 0.08 ? '' : style < 0.085 ? '+41 79 000 00 00' : mobile,
    acceptsSms: random.chance(0.85),
    sharesAddress: random.chance(0.5),
  };
}

/** A care service or a home that is responsible for pupils: no given name, no title. */
export function newOrganisation(random: Random, address: Address): Adult {
  const name = random.pick(CARE_ORGANISATIONS);
  return {
    sex: undefined,
    birthSurname: '',
    surname: name,
    given: '',
    title: '',
    ...contactsOf(random),
    mail: '',
    address,
    ids: { 1: '', 2: '' },
    children: [],
  };
}

type Rights = Pick<Relation, 'financial' | 'authority' | 'contact' | 'payment'>;

export const PAYS: Rights = { financial: 1, authority: 1, contact: 0, payment: 0 };
export const LEGAL: Rights = { financial: 0, authority: 1, contact: 0, payment: 0 };
export const IN_CHARGE: Rights = { financial: 0, authority: 2, contact: 1, payment: 0 };
export const CONTACT: Rights = { financial: 0, authority: 3, contact: 1, payment: 0 };
export const OLD_CONTACT: Rights = { financial: 0, authority: 0, contact: 1, payment: 0 };
export const PLACED: Rights = { financial: 1, authority: 1, contact: 0, payment: 1 };

/** Ties a child to an adult, giving the adult an identifier in the child's degree at the first child there. */
export function tie(child: Child, adult: Adult, how: Tie, rights: Rights, ids: Identifiers): void {
  const degree = child.school.degree;
  if (adult.ids[degree] === '') adult.ids[degree] = ids.next(degree, 'guardian');
  child.relations.push({ adult, tie: how, ...rights });
  if (!adult.children.includes(child)) adult.children.push(child);
}

/** The adults of a household, made once and tied to each of its children. */
export interface Household {
  /** The surname children bear. */
  surname: string;
  address: Address;
  ties: { adult: Adult; tie: Tie; rights: Rights }[];
}

/** Draws a household: 58 % couples, 24 % separated, 12 % one parent, 4 % tuteur, 2 % care service; 3 % of pupils have nobody. */
export function drawHousehold(random: Random, home: () => Address, care: () => Adult): Household {
  const family = surname(random);
  const address = home();
  const kind = random.next();
  if (kind < 0.03) return { surname: family, address, ties: [] };
  const share = (kind - 0.03) / 0.97;
  if (share < 0.58) return couple(random, family, address);
  if (share < 0.82) return separated(random, family, address, home());
  if (share < 0.94) return oneParent(random, family, address);
  if (share < 0.98) {
    const tutor = newAdult(random, random.chance(0.5) ? 'F' : 'M', surname(random), address);
    return { surname: family, address, ties: [{ adult: tutor, tie: 'tutor', rights: PAYS }] };
  }
  return placed(random, family, home, care());
}

function couple(random: Random, family: string, address: Address): Household {
  const same = random.next();
  const [firstSex, secondSex]: [Sex, Sex] = same < 0.015 ? ['F', 'F'] : same < 0.03 ? ['M', 'M'] : ['F', 'M'];
  const first = newAdult(random, firstSex, random.chance(0.3) ? surname(random) : family, address);
  const second = newAdult(random, secondSex, family, address);
  const ties: Household['ties'] = [
    { adult: first, tie: parentTie(firstSex), rights: PAYS },
    { adult: second, tie: parentTie(secondSex), rights: LEGAL },
  ];
  if (random.chance(0.225)) {
    const kin = newAdult(
      random,
      random.chance(0.7) ? 'F' : 'M',
      random.chance(0.5) ? family : surname(random),
      address,
    );
    const how = random.chance(0.7) ? 'ascendant' : random.chance(0.5) ? 'relative' : 'childminder';
    ties.push({ adult: kin, tie: how, rights: how === 'relative' ? OLD_CONTACT : CONTACT });
  }
  const both = random.chance(0.05) && first.surname !== family ? `${family}-${first.surname}` : family;
  return { surname: both, address, ties };
}

function separated(random: Random, family: string, address: Address, elsewhere: Address): Household {
  const mother = newAdult(random, 'F', random.chance(0.6) ? surname(random) : family, address);
  const father = newAdult(random, 'M', family, elsewhere);
  const ties: Household['ties'] = [
    { adult: mother, tie: 'mother', rights: PAYS },
    { adult: father, tie: 'father', rights: LEGAL },
  ];
  if (random.chance(0.3))
    ties.push({ adult: newAdult(random, 'M', surname(random), address), tie: 'relative', rights: IN_CHARGE });
  if (random.chance(0.06))
    ties.push({ adult: newAdult(random, 'F', surname(random), elsewhere), tie: 'relative', rights: IN_CHARGE });
  return { surname: family, address, ties };
}

function oneParent(random: Random, family: string, address: Address): Household {
  const sex: Sex = random.chance(0.85) ? 'F' : 'M';
  const parent = newAdult(random, sex, family, address);
  const ties: Household['ties'] = [{ adult: parent, tie: parentTie(sex), rights: PAYS }];
  if (random.chance(0.3)) {
    const elder = newAdult(random, random.chance(0.7) ? 'F' : 'M', family, address);
    ties.push({ adult: elder, tie: 'ascendant', rights: CONTACT });
  }
  return { surname: family, address, ties };
}

/** A child in care: the service is responsible, the foster family or an educator is who comes to the gate. */
function placed(random: Random, family: string, home: () => Address, service: Adult): Household {
  const address = home();
  const ties: Household['ties'] = [{ adult: service, tie: 'care-service', rights: PLACED }];
  const style = random.next();
  if (style < 0.4)
    ties.push({ adult: newAdult(random, 'F', surname(random), address), tie: 'foster', rights: IN_CHARGE });
  else if (style < 0.6)
    ties.push({ adult: newAdult(random, 'M', surname(random), service.address), tie: 'educator', rights: CONTACT });
  return { surname: family, address, ties };
}

const parentTie = (sex: Sex): Tie => (sex === 'F' ? 'mother' : 'father');

export const homeIn = (random: Random, commune: Parameters<typeof addressIn>[1]) => () => addressIn(random, commune);
