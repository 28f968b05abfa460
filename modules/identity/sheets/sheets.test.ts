import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { readPdf } from '../../../platform/pdf/testing.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testMailer, testWorker, until } from '../../../platform/testing/work.ts';
import {
  type BuiltGroup,
  type BuiltPerson,
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';

const PASSWORD = 'trois girafes sans parapluie';

interface Class {
  readonly school: BuiltSchool;
  readonly group: BuiltGroup;
  readonly mother: BuiltPerson;
  readonly father: BuiltPerson;
  readonly other: BuiltPerson;
  readonly head: Visitor;
}

describe('login sheets', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  /** A class of two pupils: the first has two homes, the second one parent. */
  async function aClass(): Promise<Class> {
    const { db, clock } = door;
    const school = await buildSchool(db);
    const group = await buildClass(db, { school, label: 'CM1 B' });
    const noe = await buildPupil(db, { class: group, givenName: 'Noé', familyName: 'DIALLO', birthDate: '2016-03-14' });
    const ana = await buildPupil(db, { class: group, givenName: 'Ana', familyName: 'ZOLA', birthDate: '2016-05-02' });
    const mother = await buildGuardian(db, { of: noe, givenName: 'Awa', familyName: 'DIALLO' });
    const father = await buildGuardian(db, { of: noe, relation: 'father', givenName: 'Moussa', familyName: 'DIALLO' });
    const other = await buildGuardian(db, { of: ana, givenName: 'Inès', familyName: 'ZOLA' });
    await provisionAccounts(db, '2026-11-24', clock.now());
    const head = await signInAs(door, (await buildHead(db, { school })).id);
    return { school, group, mother, father, other, head };
  }

  const print = (visitor: Visitor, group: { id: string }, form: Record<string, string> = {}): Promise<Reply> =>
    visitor.post(`/groups/${group.id}/login-sheets`, form);
  const codesOf = (reply: Reply): string[] =>
    readPdf(reply.bytes).pages.flatMap((page) => page.filter((line) => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(line)));
  const enter = async (code: string): Promise<Reply> => new Visitor(door.app).post('/activation', { code });

  it('each guardian has a sheet with a code of their own, which opens the first step; two homes, two papers', async () => {
    const { group, head } = await aClass();
    const reply = await print(head, group);
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.headers['content-type'], 'application/pdf');
    assert.match(String(reply.headers['content-disposition']), /attachment; filename="fiches-de-connexion-cm1-b\.pdf"/);
    assert.equal(reply.headers['cache-control'], 'private, no-store');
    const { pages } = readPdf(reply.bytes);
    assert.equal(pages.length, 3);
    assert.deepEqual(
      pages.map((page) => page[1]),
      ['Awa DIALLO', 'Moussa DIALLO', 'Inès ZOLA'],
    );
    assert.equal(pages[0]?.[2], 'Parent ou responsable de Noé · CM1 B');
    const codes = codesOf(reply);
    assert.equal(new Set(codes).size, 3);
    for (const code of codes) assert.equal((await enter(code)).location, '/activation/proof');
    const said = pages.flat().join(' ');
    assert.match(said, /awa\.diallo/);
    assert.match(said, /8 janvier 2027/);
    assert.match(said, /Elle ne contient aucun mot de passe/);
  });

  it('the document is tagged: language, title, headings, lists, a figure that says what it is', async () => {
    const { group, head } = await aClass();
    const { tags, objects } = readPdf((await print(head, group, { second: 'ar' })).bytes);
    const all = objects.join('\n');
    assert.match(all, /\/Marked true/);
    assert.match(all, /\/Lang \(fr-FR\)/);
    assert.match(all, /\/Lang \(ar\)/);
    assert.match(all, /\/DisplayDocTitle true/);
    assert.match(all, /\/StructTreeRoot \d+ 0 R/);
    for (const tag of ['Document', 'Sect', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Figure']) {
      assert.ok(tags.includes(tag), `the structure has ${tag}`);
    }
    const figures = objects.filter((object) => object.includes('/S /Figure'));
    assert.ok(figures.length === 3 && figures.every((figure) => figure.includes('/Alt (')));
    assert.match(objects.filter((object) => object.includes('/Lang (ar)')).join(), /\/ActualText \(/);
  });

  it('two on a page, or eight to cut out', async () => {
    const { group, head } = await aClass();
    const two = await print(head, group, { perPage: '2', second: 'uk' });
    assert.equal(readPdf(two.bytes).pages.length, 2);
    assert.match(readPdf(two.bytes).pages.flat().join(' '), /Аркуш для входу/);
    const eight = await print(head, group, { perPage: '8', which: 'waiting' });
    assert.equal(readPdf(eight.bytes).pages.length, 1);
    assert.equal(codesOf(eight).length, 3);
    const wrong = await print(head, group, { perPage: '3' });
    assert.equal(wrong.status, 422);
  });

  it('who holds a valid sheet gets no second one, unless all are printed again: then the former no longer work', async () => {
    const { group, head } = await aClass();
    const [first = ''] = codesOf(await print(head, group));
    const again = await print(head, group);
    assert.equal(again.status, 422);
    assert.match(again.text, /Personne n’a besoin d’une fiche/);
    const anew = codesOf(await print(head, group, { which: 'waiting' }));
    assert.equal(anew.length, 3);
    assert.match((await enter(first)).text, /code plus récent/);
    assert.equal((await enter(anew[0] ?? '')).status, 303);
  });

  it('who has entered is left out, and the board says so', async () => {
    const { group, head, mother } = await aClass();
    const [code = ''] = codesOf(await print(head, group));
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code });
    await visitor.post('/activation/proof', { proof: '2016-03-14' });
    assert.equal((await visitor.post('/activation/password', { password: PASSWORD, again: PASSWORD })).location, '/');
    const board = await head.get(`/groups/${group.id}/access`);
    assert.match(board.text, /1 sur 3/);
    assert.match(board.text, /Réimprimer pour 2/);
    assert.equal(codesOf(await print(head, group, { which: 'waiting' })).length, 2);
    const states = (await head.api('GET', `/api/groups/${group.id}/access`)).json<{
      people: { id: string; state: string }[];
    }>();
    assert.deepEqual(
      states.people.map(({ id, state }) => [id === mother.uid, state]),
      [
        [true, 'open'],
        [false, 'given'],
        [false, 'given'],
      ],
    );
  });

  it('the code appears on no page and in no JSON: it leaves on paper only', async () => {
    const { group, head } = await aClass();
    const [code = ''] = codesOf(await print(head, group));
    for (const path of [`/groups/${group.id}/access`, `/api/groups/${group.id}/access`]) {
      assert.ok(!(await head.get(path)).text.includes(code));
    }
    assert.equal((await head.api('POST', `/api/groups/${group.id}/login-sheets`, {})).status, 404);
    const kept = await rowsOf(door.db, sql<{ row: string }>`select k::text as row from identity.activation_codes k`);
    assert.ok(kept.every(({ row }) => !row.includes(code.replace('-', ''))));
  });

  it('an adult whose access to the child is suspended gets no sheet for that child', async () => {
    const { group, head, father } = await aClass();
    const [child] = await rowsOf(
      door.db,
      sql<{ id: string }>`select pupil_id as id from directory.kinships where adult_id = ${father.id}`,
    );
    assert.ok(child);
    await suspendAccess(door.db, { guardian: father, child: child as never });
    const names = readPdf((await print(head, group)).bytes).pages.map((page) => page[1]);
    assert.deepEqual(names, ['Awa DIALLO', 'Inès ZOLA']);
  });

  it('a mother of two classes gets one sheet when the school prints all, with both names', async () => {
    const { school, head } = await aClass();
    const [one, two] = [
      await buildPupil(door.db, {
        school,
        givenName: 'Côme',
        class: await buildClass(door.db, { school, label: 'CE2' }),
      }),
      await buildPupil(door.db, {
        school,
        givenName: 'Zoé',
        class: await buildClass(door.db, { school, label: 'CM2' }),
      }),
    ];
    await buildGuardian(door.db, { of: [one, two], givenName: 'Léa', familyName: 'KOWALSKI' });
    await provisionAccounts(door.db, '2026-11-24', door.clock.now());
    const reply = await head.post(`/schools/${school.uai}/login-sheets`, { audience: 'guardians' });
    const sheets = readPdf(reply.bytes).pages.filter((page) => page[1] === 'Léa KOWALSKI');
    assert.equal(sheets.length, 1);
    assert.equal(sheets[0]?.[2], 'Parent ou responsable de Côme et Zoé · CE2');
    assert.match(String(readPdf(reply.bytes).objects.join('\n')), /\/Outlines/);
  });

  it('pupils are spoken to as « tu »; staff have their sheets too, and nobody who holds an office elsewhere', async () => {
    const { school, group, head } = await aClass();
    const pupils = readPdf((await print(head, group, { audience: 'pupils' })).bytes);
    assert.match(pupils.pages.flat().join(' '), /Donne ta date de naissance/);
    await buildStaff(door.db, {
      school,
      kind: 'librarian',
      givenName: 'Odile',
      familyName: 'MARTIN',
      email: 'o@ac.invalid',
    });
    await provisionAccounts(door.db, '2026-11-24', door.clock.now());
    const staff = await head.post(`/schools/${school.uai}/login-sheets`, { audience: 'staff', perPage: '1' });
    assert.deepEqual(
      readPdf(staff.bytes).pages.map((page) => page.slice(1, 3)),
      [['Odile MARTIN', 'Personnel de l’établissement']],
      'who has neither birth date nor address known gets none: nothing would protect it',
    );
    const board = await head.get(`/schools/${school.uai}/access`);
    assert.match(board.text, /CM1 B/);
    assert.match(board.text, /0 sur 3/);
  });

  it('a lost pile is called back: its codes are refused with the reason, and can be printed anew', async () => {
    const { group, head, mother } = await aClass();
    const [first = '', second = ''] = codesOf(await print(head, group));
    const alone = await head.post(`/people/${mother.uid}/activation-code/revoke`);
    assert.equal(alone.location, `/people/${mother.uid}`);
    assert.match((await enter(first)).text, /a annulé ce code/);
    assert.equal((await enter(second)).status, 303);
    const reply = await head.submit(`/groups/${group.id}/codes/revoke`, { audience: 'guardians' });
    assert.match(reply.text, /2 codes sont annulés/);
    assert.match(reply.text, /Imprimer pour 3 sans fiche/);
    assert.match((await enter(second)).text, /a annulé ce code/);
    assert.match((await head.submit(`/groups/${group.id}/codes/revoke`)).text, /Aucun code n’était en cours/);
  });

  it('each printing and each recall leaves a line that the persons concerned can find', async () => {
    const { group, head, mother, school } = await aClass();
    await print(head, group);
    await head.post(`/groups/${group.id}/codes/revoke`, { audience: 'guardians' });
    const lines = await rowsOf(
      door.db,
      sql<{ act: string; details: object; school: string }>`
        select e.act, e.details, e.school_id as school from platform.audit_entries e
        join platform.audit_subjects s on s.entry_id = e.id where s.person_id = ${mother.id} order by e.occurred_at, e.id`,
    );
    assert.deepEqual(lines, [
      { act: 'identity.code-issued', details: { printed: 3 }, school: school.id },
      { act: 'identity.code-revoked', details: { revoked: 3 }, school: school.id },
    ]);
  });

  it('the teacher in charge prints for their class; for the others, and for strangers, there is no such page', async () => {
    const { school, group } = await aClass();
    const elsewhere = await buildClass(door.db, { school });
    const strangers: [string, { id: string }][] = [
      ['a teacher of another class', await buildTeacher(door.db, { classes: [elsewhere] })],
      ['the head of another school', await buildHead(door.db, {})],
      ['a guardian of the class', await buildGuardian(door.db, { of: await buildPupil(door.db, { class: group }) })],
      ['a pupil of the class', await buildPupil(door.db, { class: group })],
      ['an animator of the school', await buildStaff(door.db, { school, kind: 'after_school' })],
    ];
    for (const [who, person] of strangers) {
      const visitor = await signInAs(door, person.id);
      for (const path of [`/groups/${group.id}/access`, `/schools/${school.uai}/access`]) {
        assert.equal((await visitor.get(path)).status, 404, `${who}: ${path}`);
      }
      for (const path of ['login-sheets', 'codes/revoke']) {
        assert.equal((await visitor.post(`/groups/${group.id}/${path}`)).status, 404, `${who}: ${path}`);
      }
      assert.equal((await visitor.post(`/schools/${school.uai}/login-sheets`)).status, 404, who);
    }
    const teacher = await signInAs(door, (await buildTeacher(door.db, { classes: [group] })).id);
    assert.equal((await teacher.get(`/schools/${school.uai}/access`)).status, 404);
    assert.equal((await print(teacher, group)).status, 200);
    assert.match((await teacher.get(`/groups/${group.id}`)).text, new RegExp(`/groups/${group.id}/access`));
  });

  it('the holder is told, at the address the school knows, when the sheet has served', async () => {
    const { db } = door;
    const mailer = testMailer();
    const worker = await testWorker({ url: door.url, db, drop: async () => undefined }, [identityModule], { mailer });
    try {
      const school = await buildSchool(db);
      const group = await buildClass(db, { school });
      const child = await buildPupil(db, { class: group, birthDate: '2016-03-14' });
      const email = 'holder@preau.invalid';
      await buildGuardian(db, { of: child, email, givenName: 'Rose', familyName: 'HADDAD' });
      await provisionAccounts(db, '2026-11-24', door.clock.now());
      const head = await signInAs(door, (await buildHead(db, { school })).id);
      const [code = ''] = codesOf(await print(head, group));
      const visitor = new Visitor(door.app);
      await visitor.post('/activation', { code });
      await visitor.post('/activation/proof', { proof: '2016-03-14' });
      await visitor.post('/activation/password', { password: PASSWORD, again: PASSWORD });
      await until('the mail', () => mailer.sent.some((mail) => mail.to.address === email));
      const mail = mailer.sent.find(({ to }) => to.address === email);
      assert.equal(mail?.subject, 'Votre compte Préau est ouvert');
      assert.match(mail?.paragraphs.join(' ') ?? '', /Rose HADDAD/);
      assert.ok(!JSON.stringify(mail).includes(code));
    } finally {
      await worker.stop();
    }
  });

  it('a board says what will come when a class is empty', async () => {
    const { school, head } = await aClass();
    const group = await buildClass(door.db, { school });
    const reply = await head.get(`/groups/${group.id}/access`);
    assert.equal(reply.status, 200);
    assert.match(reply.text, /Personne ici pour le moment/);
  });
});
