import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordAct } from '../../../platform/audit/audit.ts';
import type { WorkContext } from '../../../platform/module.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { consoleModule } from '../register.ts';
import { forgetOldActs } from './jobs.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, consoleModule([directoryModule, identityModule])] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

interface Journal {
  entries: {
    sentence: string;
    actor: string | null;
    subjects: string[];
    school: string | null;
    otherSubjects: number;
  }[];
  next: string | null;
}
const read = async (visitor: Visitor, address: string): Promise<Journal> => {
  const reply = await visitor.api('GET', address);
  equal(reply.status, 200, reply.text);
  return reply.json<Journal>();
};
const sentences = ({ entries }: Journal): string[] => entries.map((entry) => entry.sentence);

/** A school in which a code was handed to a mother, a list taken away, and an access closed. */
async function buildBusySchool() {
  const { db, clock } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls' });
  const group = await buildClass(db, { school });
  const awa = await buildPupil(db, { class: group, familyName: 'DIALLO', givenName: 'Awa' });
  const mother = await buildGuardian(db, { of: awa, familyName: 'DIALLO', givenName: 'Aminata' });
  const father = await buildGuardian(db, { of: awa, relation: 'father', familyName: 'DIALLO', givenName: 'Ousmane' });
  const teacher = await buildTeacher(db, { classes: [group] });
  const head = await buildHead(db, { school, familyName: 'BENALI', givenName: 'Karim' });
  const by = { actorId: head.id, schoolId: school.id };
  const at = (minute: number): Date => new Date(clock.now().getTime() + minute * 60_000);
  await recordAct(db, { ...by, act: 'identity.code-issued', at: at(1), subjectId: mother.id });
  await recordAct(db, { ...by, act: 'console.table-exported', at: at(2), subjectIds: [awa.id, mother.id, father.id] });
  await recordAct(db, {
    ...by,
    act: 'directory.access-suspended',
    at: at(3),
    subjectIds: [father.id, awa.id],
    visibility: 'protection',
  });
  return { school, awa, mother, father, teacher, head };
}

test('each person reads what was done with their data, in sentences, and by whom', async () => {
  const { mother } = await buildBusySchool();
  const visitor = await as(mother);
  const journal = await read(visitor, '/api/journal');
  deepEqual(sentences(journal), ['Liste emportée en fichier', 'Code de connexion remis']);
  deepEqual(
    journal.entries.map((entry) => [entry.actor, entry.subjects, entry.otherSubjects, entry.school]),
    [
      ['Karim BENALI', ['Aminata DIALLO'], 0, 'École des Tilleuls'],
      ['Karim BENALI', ['Aminata DIALLO'], 0, 'École des Tilleuls'],
    ],
    'nothing of whom else it concerned',
  );
  const page = await visitor.get('/journal');
  match(page.text, /<h1>Ce qui a été fait sur mes données<\/h1>/);
  match(page.text, /24 novembre 2026 à 08:32 · Par Karim BENALI/);
});

test('a guardian reads their child’s journal; another’s child, or a child one’s access to is closed, is not there', async () => {
  const { awa, mother, father } = await buildBusySchool();
  const visitor = await as(mother);
  deepEqual(sentences(await read(visitor, `/api/journal?person=${awa.uid}`)), ['Liste emportée en fichier']);
  const elsewhere = await buildBusySchool();
  equal((await visitor.get(`/journal?person=${elsewhere.awa.uid}`)).status, 404);
  const noe = await buildPupil(door.db, {});
  await buildGuardian(door.db, { of: noe });
  await suspendAccess(door.db, { guardian: father, child: awa });
  const also = await buildPupil(door.db, {});
  await joinFamily(door.db, { guardian: father, child: also });
  equal((await (await as(father)).get(`/journal?person=${awa.uid}`)).status, 404);
});

test('a protection matter is read by the head of the school, and by nobody whom it concerns', async () => {
  const { school, father, awa, head } = await buildBusySchool();
  deepEqual(sentences(await read(await as(father), '/api/journal')), ['Liste emportée en fichier']);
  deepEqual(sentences(await read(await as(awa), '/api/journal')), ['Liste emportée en fichier']);
  const seen = await read(await as(head), `/api/console/journal?place=${school.uai}`);
  equal(seen.entries.length, 3);
  const page = await (await as(head)).get('/console/journal');
  match(page.text, /Protection/);
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  for (const address of ['/console/journal', `/console/journal?place=${school.uai}`]) {
    const { text, status } = await operator.get(address);
    equal(status, 200);
    match(text, /Code de connexion remis/);
    doesNotMatch(text, /directory\.access-suspended/);
  }
});

test('a school’s journal is the head’s: for a stranger, a teacher or a family it does not exist', async () => {
  const { school, teacher, mother } = await buildBusySchool();
  for (const person of [await buildHead(door.db), teacher, mother]) {
    const visitor = await as(person);
    equal((await visitor.get(`/console/journal?place=${school.uai}`)).status, 404);
    equal((await visitor.api('GET', `/api/console/journal?place=${school.uai}`)).status, 404);
  }
});

test('the journal is filtered by act and by day, and paged without a gap', async () => {
  const { db, clock } = door;
  const school = await buildSchool(db);
  const head = await buildHead(db, { school });
  const visitor = await as(head);
  for (let rank = 0; rank < 65; rank += 1)
    await recordAct(db, {
      act: rank % 2 ? 'identity.code-issued' : 'console.table-exported',
      at: new Date(clock.now().getTime() - (rank % 3) * 24 * 3600_000),
      actorId: head.id,
      schoolId: school.id,
    });
  const seen: string[] = [];
  let page = await read(visitor, '/api/console/journal');
  for (;;) {
    seen.push(...sentences(page));
    if (!page.next) break;
    page = await read(visitor, `/api${page.next}`);
  }
  equal(seen.length, 65);
  equal(
    (await read(visitor, '/api/console/journal?act=identity.code-issued&from=2026-11-23&to=2026-11-23')).entries.length,
    11,
  );
  equal((await read(visitor, '/api/console/journal?from=2026-11-25')).entries.length, 0);
});

test('verified guardians, and the children whose they are, read that it was done', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school });
  const pupil = await buildPupil(db, { class: group });
  const mother = await buildGuardian(db, { of: pupil, needsReview: true });
  const head = await as(await buildHead(db, { school }));
  const shown = await head.api('GET', `/api/groups/${group.id}`);
  const [kin] = shown.json<{ toReview: { kinshipId: string }[] }>().toReview;
  equal((await head.api('POST', `/api/groups/${group.id}/kin-review`, { kinships: kin?.kinshipId })).status, 200);
  for (const person of [mother, pupil])
    deepEqual(sentences(await read(await as(person), '/api/journal')), ['Responsables d’une classe vérifiés']);
});

test('acts are forgotten after twelve months, with whom they concerned', async () => {
  const { db, clock } = door;
  const { mother } = await buildBusySchool();
  await recordAct(db, {
    act: 'identity.code-issued',
    at: new Date('2025-11-01T08:00:00Z'),
    actorId: null,
    subjectId: mother.id,
  });
  equal((await read(await as(mother), '/api/journal')).entries.length, 3);
  await forgetOldActs.run({ db, clock } as unknown as WorkContext, {});
  equal((await read(await as(mother), '/api/journal')).entries.length, 2);
});
