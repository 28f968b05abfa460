import assert from 'node:assert/strict';
import { journey, type PersonKey, type Visit } from './journey.ts';

const SECRET = 'trois-platanes-sous-la-pluie';
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** One adult of two records: what the école knows, what the collège knows. */
interface TwoRecords {
  readonly name: string;
  readonly ecole: string;
  readonly college: string;
}

interface ChildOf {
  readonly name: string;
  readonly birthDate: string;
}

/**
 * Somebody whom école and collège know each by a record of its own, with three children in all. The academy's files are full of them:
 * no child of theirs has been in both.
 */
async function adultOfTwoRecords({ product }: Visit): Promise<TwoRecords> {
  const rows = await product.query<TwoRecords>(
    `with parents as (
       select p.id, p.uid, p.family_name, p.given_name, p.birth_date, s.degree, count(distinct k.pupil_id) as children
       from directory.persons p
       join directory.kinships k on k.adult_id = p.id and k.ends_on is null and k.authority = 1
       join directory.profiles f on f.person_id = k.pupil_id and f.ends_on is null
       join directory.schools s on s.id = f.school_id
       where s.uai in ('0699212N', '0699201B')
       group by p.id, s.degree)
     select a.given_name || ' ' || a.family_name as name, a.uid as ecole, b.uid as college
     from parents a join parents b on b.family_name = a.family_name and b.given_name = a.given_name and b.id <> a.id
     where a.degree = 1 and b.degree = 2 and a.children + b.children = 3
       and not exists (select from parents c where c.family_name = a.family_name and c.given_name = a.given_name
                         and c.id not in (a.id, b.id))
     order by a.uid limit 1`,
  );
  assert.ok(rows[0], 'the demonstration has an adult with two records and three children');
  return rows[0];
}

const childrenOf = ({ product }: Visit, uid: string): Promise<ChildOf[]> =>
  product.query<ChildOf>(
    `select c.given_name || ' ' || c.family_name as name, c.birth_date::text as "birthDate"
     from directory.persons p join directory.kinships k on k.adult_id = p.id and k.ends_on is null
     join directory.persons c on c.id = k.pupil_id where p.uid = $1 order by c.birth_date`,
    [uid],
  );

/** A school prints a code for one of its guardians. */
async function handOut(visit: Visit, by: PersonKey, uid: string): Promise<string> {
  await visit.signIn(by);
  await visit.go(`/people/${uid}`);
  await visit.press('Nouveau code');
  const sheet = await visit.page.locator('main').innerText();
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(sheet)?.[0];
  assert.ok(code, `the sheet shows a code:\n${sheet}`);
  await visit.signOut();
  return code;
}

/** Opens the account of a code; answers its login. */
async function activate(visit: Visit, code: string, child: ChildOf): Promise<string> {
  const { page } = visit;
  await visit.go('/activation');
  await page.getByLabel('Code').fill(code);
  await visit.press('Continuer');
  await page.getByLabel('Date de naissance').fill(child.birthDate);
  await visit.press('Continuer');
  const login = /Votre identifiant, à retenir\s+(\S+)/.exec(await page.locator('main').innerText())?.[1];
  assert.ok(login, 'the page tells the login');
  for (const field of await page.locator('main input[type="password"]').all()) await field.fill(SECRET);
  await visit.press('Entrer');
  await visit.acceptCharter();
  return login;
}

journey(
  'a guardian whom école and collège know by two accounts joins them by proof from both sides, and sees the three children',
  async (visit) => {
    const { page } = visit;
    const adult = await adultOfTwoRecords(visit);
    const [inEcole, inCollege] = [await childrenOf(visit, adult.ecole), await childrenOf(visit, adult.college)];
    const names = [...inEcole, ...inCollege].map(({ name }) => name);
    assert.equal(new Set(names).size, 3);
    const fromEcole = await handOut(visit, 'headOfEcole', adult.ecole);
    const fromCollege = await handOut(visit, 'cpe', adult.college);

    const other = await activate(visit, fromCollege, inCollege[0] as ChildOf);
    await visit.sees(...inCollege.map(({ name }) => name));
    await visit.lacks(...inEcole.map(({ name }) => name));
    await visit.signOut();

    await activate(visit, fromEcole, inEcole[0] as ChildOf);
    await visit.sees(...inEcole.map(({ name }) => name));
    await visit.lacks(...inCollege.map(({ name }) => name));
    await visit.go('/account');
    await visit.follow(/Deux comptes/);
    await visit.look();

    // The wrong password of the other account joins nothing, and what was typed is still there.
    await page.getByLabel('Identifiant', { exact: false }).first().fill(other);
    await page.locator('main input[type="password"]').fill('trois-marronniers-au-soleil');
    await visit.press('Réunir avec ce mot de passe');
    await visit.sees('n’ouvrent aucun autre compte');
    assert.equal(await page.getByLabel('Identifiant', { exact: false }).first().inputValue(), other);
    await visit.look();
    await page.locator('main input[type="password"]').fill(SECRET);
    await visit.press('Réunir avec ce mot de passe');
    await visit.isTold('tous vos enfants sont ici');
    await visit.sees(...names);
    await visit.look();
    for (const name of names) {
      await visit.follow(name);
      await visit.sees(name);
      await visit.go('/');
    }
    await visit.signOut();

    // The other account opens nothing any more.
    await page.getByLabel('Identifiant', { exact: false }).first().fill(other);
    await page.locator('main input[type="password"]').fill(SECRET);
    await visit.press('Se connecter');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
  },
  PHONE,
);
