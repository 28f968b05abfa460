import { createPerson, findPlace, grantMandate, lookUp, openProfile } from '../../modules/directory/index.ts';
import { provisionAccounts } from '../../modules/identity/index.ts';
import { recordAct } from '../../platform/audit/audit.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import type { Db } from '../../platform/db/db.ts';
import { type Command, parseOptions } from '../command.ts';
import { texts } from './texts-user.ts';
import { atDesk, type Desk, printCode } from './user.ts';
import { type HandRole, handRoles, profileOf } from './user-roles.ts';

const shape = {
  family: true,
  given: true,
  title: true,
  birth: true,
  email: true,
  role: true,
  commune: true,
  school: true,
  from: true,
  person: true,
  data: true,
} as const;

type Options = ReturnType<typeof parseOptions<typeof shape>>['options'];

/** `preau user create`: somebody whom the academy's files do not know, with a role and a first code. */
export const userCreateCommand: Command = {
  name: 'user create',
  summary: texts.create.summary,
  help: texts.create.help(handRoles),

  async run(args) {
    const { options } = parseOptions(args, shape);
    const role = checked(options);
    await atDesk(options.data, async (desk) => {
      const personId = await create(desk, options, role);
      await provisionAccounts(desk.db, desk.today, desk.now);
      await printCode(desk, personId);
    });
    return 0;
  },
};

/** The role, once everything that can be wrong without looking at the database was looked at. */
function checked(options: Options): HandRole {
  const refuse = (sentence: string): never => {
    throw new OperatorRefusal(sentence, exitCodes.usage);
  };
  const given = options.role ?? refuse(texts.refused.missing('role'));
  const role = handRoles.find((known) => known === given) ?? refuse(texts.refused.role(given, handRoles));
  if (role === 'commune' && !options.commune) refuse(texts.refused.needs(role, 'commune'));
  if ((role === 'after-school' || profileOf(role)) && !options.school) refuse(texts.refused.needs(role, 'school'));
  for (const name of ['birth', 'from'] as const) {
    const day = options[name];
    if (day !== undefined && !isDay(day)) refuse(texts.refused.day(name, day));
  }
  if (options.title !== undefined && !/^(?:M\.|Mme)$/.test(options.title)) refuse(texts.refused.title(options.title));
  if (options.person) return role;
  if (!options.family?.trim()) refuse(texts.refused.missing('family'));
  if (!options.birth && !options.email) refuse(texts.refused.proofNeeded);
  return role;
}

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true;

/** Makes the person and gives the role, all or nothing. */
async function create({ db, today, now }: Desk, options: Options, role: HandRole): Promise<string> {
  const place = await placeOf(db, options, role);
  const known = options.person ? await existing(db, options.person, today) : undefined;
  const startsOn = options.from ?? today;
  return db.transaction().execute(async (trx) => {
    const personId =
      known ??
      (await createPerson(trx, {
        familyName: options.family?.trim() ?? '',
        givenName: options.given?.trim() || null,
        title: options.title ?? null,
        birthDate: options.birth ?? null,
        email: options.email?.trim().toLowerCase() ?? null,
      }));
    const kind = profileOf(role);
    if (kind) await openProfile(trx, { personId, schoolId: place, kind, startsOn });
    else if (role === 'commune') await grantMandate(trx, personId, { kind: 'commune', communeId: place }, startsOn);
    else if (role === 'after-school')
      await grantMandate(trx, personId, { kind: 'after_school', schoolId: place }, startsOn);
    else if (role === 'academy' || role === 'dpo') await grantMandate(trx, personId, { kind: role }, startsOn);
    else await grantMandate(trx, personId, { kind: 'platform' }, startsOn);
    // A role that the academy's files do not give: it must be found again who got it, and when.
    const details = { role, startsOn, isNewPerson: known === undefined, place: place || null };
    await recordAct(trx, { act: 'directory.role-given', at: now, actorId: null, subjectId: personId, details });
    return personId;
  });
}

/** The id of the school or commune of the role; empty where the role has none. */
async function placeOf(db: Db, options: Options, role: HandRole): Promise<string> {
  if (role === 'platform' || role === 'academy' || role === 'dpo') return '';
  if (role === 'commune') {
    const insee = options.commune ?? '';
    const commune = await findPlace(db, { insee });
    if (!commune) throw new OperatorRefusal(texts.refused.noCommune(insee));
    return commune.id;
  }
  const uai = (options.school ?? '').toUpperCase();
  const school = await findPlace(db, { uai });
  if (!school) throw new OperatorRefusal(texts.refused.noSchool(uai));
  return school.id;
}

async function existing(db: Db, uid: string, today: string): Promise<string> {
  const person = (await lookUp(db, uid, today)).find((one) => one.uid === uid.toUpperCase());
  if (!person) throw new OperatorRefusal(texts.refused.noPerson(uid));
  return person.id;
}
