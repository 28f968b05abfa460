import { type Db, newId } from '../../../platform/db/db.ts';
import { chooseForSchool, type DeclaredParty, keepParty } from './keep.ts';

const SOMEBODY = newId();

/** A service for tests: for everybody of the schools that opened it, with the user's id and nothing else unless said otherwise. */
export async function buildService(
  db: Db,
  given: Partial<DeclaredParty> & { readonly schools?: readonly { readonly id: string }[]; readonly at?: Date } = {},
): Promise<string> {
  const { schools = [], at = new Date('2026-11-24T07:00:00Z'), ...wishes } = given;
  const partyId = await keepParty(
    db,
    null,
    {
      protocol: 'cas',
      name: 'Cahier de lecture',
      addresses: ['https://lecture.example.invalid/*'],
      callbacks: [],
      principal: 'uid',
      released: [],
      form: 'attributes',
      listStyle: 'repeated',
      keepsEmpty: false,
      audiences: ['pupil', 'guardian', 'teacher', 'staff'],
      reach: 'chosen-schools',
      singleLogout: true,
      logoutAddress: null,
      mayProxy: false,
      acceptsProxy: false,
      noticeAsked: false,
      consent: null,
      isActive: true,
      ...wishes,
    },
    { by: SOMEBODY, at },
  );
  for (const { id: schoolId } of schools) {
    const choice = { on: true, audiences: null, address: null };
    await chooseForSchool(db, { schoolId, partyId, choice }, { by: SOMEBODY, at });
  }
  return partyId;
}
