import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { buildCommune, buildGuardian, buildPupil, buildSchool } from '../../modules/directory/builders.ts';
import { provisionAccounts } from '../../modules/identity/index.ts';
import { dayOf, systemClock } from '../../platform/clock/clock.ts';
import { firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import { main } from '../cli.ts';

describe('preau user', () => {
  let database: TestDatabase;
  let folder: string;
  let formerUrl: string | undefined;
  before(async () => {
    database = await testDatabase();
    folder = mkdtempSync(join(tmpdir(), 'preau-user-'));
    formerUrl = process.env.DATABASE_URL;
    process.env.DATABASE_URL = database.url;
  });
  after(async () => {
    if (formerUrl === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = formerUrl;
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  async function preau(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    let out = '';
    let err = '';
    const log = mock.method(console, 'log', (line: string) => {
      out += `${line}\n`;
    });
    try {
      const code = await main(['user', ...args, '--data', folder], undefined, {
        stdout: { write: (text) => (out += text) },
        stderr: { write: (text) => (err += text) },
      });
      return { code, out, err };
    } finally {
      log.mock.restore();
    }
  }
  const mandateOf = (login: string) =>
    firstOf(
      database.db,
      sql<{ kind: string; place: string | null }>`
        select d.kind, coalesce(c.insee, s.uai) as place from identity.accounts a join directory.mandates d on d.person_id = a.person_id
        left join directory.communes c on c.id = d.commune_id left join directory.schools s on s.id = d.school_id where a.login = ${login}`,
    );

  it('creates the administrator of an empty platform, with a code to print', async () => {
    const { code, out } = await preau(
      'create',
      '--family',
      'VIDAL',
      '--given',
      'Thomas',
      '--birth',
      '1975-06-01',
      '--role',
      'platform',
    );
    assert.equal(code, 0);
    assert.match(out, /Identifiant {5}thomas\.vidal/);
    assert.match(out, /Code {12}[0-9A-Z]{4}-[0-9A-Z]{4}/);
    assert.match(out, /Lien {12}http:\/\/localhost:\d+\/activation\/code\/[0-9A-Z]{8}/);
    assert.match(out, /On demandera {4}la date de naissance/);
    assert.deepEqual(await mandateOf('thomas.vidal'), { kind: 'platform', place: null });
    const acts = await rowsOf(
      database.db,
      sql<{ act: string; role: string | null }>`
        select e.act, e.details ->> 'role' as role from platform.audit_entries e
        join identity.accounts a on a.person_id = e.subject_id where a.login = 'thomas.vidal' order by e.id`,
    );
    assert.deepEqual(acts, [
      { act: 'directory.role-given', role: 'platform' },
      { act: 'identity.code-issued', role: null },
    ]);
  });

  it('creates the agent of a commune and the coordinator of a school', async () => {
    const commune = await buildCommune(database.db);
    const school = await buildSchool(database.db, { commune });
    const agent = await preau(
      'create',
      '--family',
      'GARNIER',
      '--given',
      'Hélène',
      '--email',
      'h.garnier@commune.invalid',
      '--role',
      'commune',
      '--commune',
      commune.insee,
    );
    assert.equal(agent.code, 0, agent.err);
    assert.match(agent.out, /l’adresse électronique/);
    assert.deepEqual(await mandateOf('helene.garnier'), { kind: 'commune', place: commune.insee });
    const coordinator = await preau(
      'create',
      '--family',
      'LOPES',
      '--given',
      'Nadia',
      '--birth',
      '1990-01-02',
      '--role',
      'after-school',
      '--school',
      school.uai,
    );
    assert.equal(coordinator.code, 0, coordinator.err);
    assert.deepEqual(await mandateOf('nadia.lopes'), { kind: 'after_school', place: school.uai });
    const head = await preau(
      'create',
      '--family',
      'ROUX',
      '--given',
      'Anne',
      '--birth',
      '1980-01-02',
      '--role',
      'head',
      '--school',
      school.uai,
    );
    assert.equal(head.code, 0, head.err);
    const found = await preau('find', 'roux');
    assert.match(found.out, new RegExp(`Anne ROUX {2}anne\\.roux {2}jamais connecté {2}head ${school.uai}`));
    const uid = /^([A-Z]\d[A-Z]{2}\d{4}) /m.exec(found.out)?.[1] ?? '';
    const again = await preau('create', '--person', uid, '--role', 'commune', '--commune', commune.insee);
    assert.equal(again.code, 0, again.err);
    assert.match((await preau('find', uid)).out, new RegExp(`commune ${commune.insee}, head ${school.uai}`));
  });

  it('gives a new code by uid or login; the former is cancelled', async () => {
    const child = await buildPupil(database.db, { givenName: 'Lina', familyName: 'BENALI' });
    const mother = await buildGuardian(database.db, { of: child, givenName: 'Samia', familyName: 'BENALI' });
    const now = systemClock.now();
    await provisionAccounts(database.db, dayOf(now), now);
    const first = await preau('code', mother.uid.toLowerCase());
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /la date de naissance d’un enfant/);
    assert.equal((await preau('code', 'samia.benali')).code, 0);
    const codes = await rowsOf(
      database.db,
      sql<{
        cancelled: boolean;
      }>`select cancelled_at is not null as cancelled from identity.activation_codes where person_id = ${mother.id} order by issued_at`,
    );
    assert.deepEqual(
      codes.map(({ cancelled }) => cancelled),
      [true, false],
    );
  });

  it('closes an account with its sessions, and opens it again', async () => {
    assert.match((await preau('disable', 'thomas.vidal')).out, /est fermé/);
    assert.match((await preau('disable', 'thomas.vidal')).out, /déjà fermé/);
    assert.match((await preau('find', 'vidal')).out, / {2}fermé {2}/);
    assert.match((await preau('enable', 'thomas.vidal')).out, /est rouvert/);
    assert.match((await preau('enable', 'thomas.vidal')).out, /n’était pas fermé/);
    const acts = await rowsOf(
      database.db,
      sql<{ act: string }>`select act from platform.audit_entries where act like 'identity.account-%' order by id`,
    );
    assert.deepEqual(
      acts.map(({ act }) => act),
      ['identity.account-closed', 'identity.account-reopened'],
    );
  });

  it('writes out what is held of a person, and erases who is nobody any more, once told twice', async () => {
    const child = await buildPupil(database.db);
    const mother = await buildGuardian(database.db, { of: child, familyName: 'EFFACÉE', givenName: 'Léa' });
    await provisionAccounts(database.db, dayOf(systemClock.now()), systemClock.now());
    await preau('code', mother.uid);
    const held = JSON.parse((await preau('data', mother.uid)).out) as {
      key: string;
      sections: { key: string; rows: Record<string, unknown>[] }[];
    }[];
    const rows = (module: string, section: string) =>
      held.find(({ key }) => key === module)?.sections.find(({ key }) => key === section)?.rows ?? [];
    assert.equal(rows('identity', 'account')[0]?.login, 'lea.effacee');
    assert.equal(rows('identity', 'codes').length, 1);
    assert.equal(rows('directory', 'identity')[0]?.uid, mother.uid);
    assert.match((await preau('erase', mother.uid, '--yes')).err, /a encore sa place/);
    await sql`update directory.kinships set ends_on = '2026-09-02' where adult_id = ${mother.id}`.execute(database.db);
    await sql`update directory.profiles set ends_on = '2026-09-02' where person_id = ${mother.id}`.execute(database.db);
    assert.match((await preau('erase', 'lea.effacee')).err, /ajoutez --yes/);
    assert.match((await preau('erase', 'lea.effacee', '--yes')).out, /est effacé/);
    assert.match((await preau('data', 'lea.effacee')).err, /Personne n’a/);
  });

  it('says in one sentence what is wrong, and writes nothing', async () => {
    const count = async () =>
      (await firstOf(database.db, sql<{ n: number }>`select count(*) as n from directory.persons`))?.n;
    const before = await count();
    const who = ['--family', 'X', '--birth', '1980-01-01'];
    for (const [args, code, sentence] of [
      [['create'], 64, /Il manque --role/],
      [['create', '--role', 'king'], 64, /Rôle inconnu : king/],
      [['create', '--role', 'platform', '--birth', '1980-01-01'], 64, /Il manque --family/],
      [['create', '--role', 'platform', '--family', 'X'], 64, /--birth ou --email/],
      [['create', '--role', 'commune', ...who], 64, /demande --commune/],
      [['create', '--role', 'head', ...who], 64, /demande --school/],
      [['create', '--role', 'platform', '--family', 'X', '--birth', '1980-02-31'], 64, /--birth s’écrit/],
      [['create', '--role', 'platform', ...who, '--title', 'Dr'], 64, /--title/],
      [['create', '--role', 'commune', '--commune', '00000', ...who], 1, /Aucune commune/],
      [['create', '--role', 'head', '--school', '0000000A', ...who], 1, /Aucun établissement/],
      [['create', '--role', 'platform', '--person', 'Z9ZZ9999'], 1, /Personne n’a l’uid/],
      [['code'], 64, /Donnez un uid/],
      [['code', 'nobody.here'], 1, /Personne n’a l’uid ou l’identifiant/],
    ] as const) {
      const said = await preau(...args);
      assert.equal(said.code, code, args.join(' '));
      assert.match(said.err, sentence);
    }
    assert.equal((await preau('find', 'zzzzz')).code, 1);
    assert.equal(await count(), before);
  });
});
