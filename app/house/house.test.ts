import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildHead, buildMandate, buildPupil, buildTeacher } from '../../modules/directory/builders.ts';
import { type Door, openDoor, signInAs } from '../../modules/identity/builders.ts';
import { rowsOf, sql } from '../../platform/db/db.ts';
import { failedJobs } from '../../platform/jobs/failures.ts';
import { enqueue } from '../../platform/jobs/queue.ts';
import { Visitor } from '../../platform/testing/browser.ts';
import { schemaFaults } from '../../platform/testing/json-schema.ts';
import { modules } from '../modules.ts';
import { apiDocument } from './routes.ts';

let door: Door;
let operator: Visitor;
let head: Visitor;
let strangers: Visitor[];
before(async () => {
  door = await openDoor({ modules: modules.filter(({ manifest }) => manifest.name !== 'identity') });
  operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
  head = await signInAs(door, (await buildHead(door.db)).id);
  const others = [await buildPupil(door.db), await buildTeacher(door.db)];
  strangers = await Promise.all(others.map(({ id }) => signInAs(door, id)));
});
after(() => door.close());

describe('who may do what', () => {
  it('is read in sentences by those who administer, by role and by right', async () => {
    for (const visitor of [operator, head]) {
      const byRole = await visitor.get('/rights');
      assert.equal(byRole.status, 200);
      assert.match(byRole.text, /<h2[^>]*>Un élève<\/h2>/);
      const byRight = await visitor.get('/rights?by=right');
      assert.match(byRight.text, /<h2[^>]*>Une personne<\/h2>/);
      assert.match(byRight.text, /Voir l’adresse postale/);
    }
  });

  it('answers programs cell by cell, in the language asked for', async () => {
    const reply = await head.api('GET', '/api/rights');
    const { rights } = reply.json<{ rights: { role: string; verb: string; allowed: boolean; sentence: string }[] }>();
    const cell = rights.find(({ role, verb }) => role === 'pupil' && verb === 'directory.person.seeKin');
    assert.equal(cell?.allowed, false);
    assert.equal(cell?.sentence, 'Une personne : un élève ne peut pas voir la famille de l’enfant.');
  });

  it('is kept as a file for spreadsheets', async () => {
    const reply = await head.get('/rights.csv');
    assert.equal(reply.headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(
      reply.headers['content-disposition'],
      `attachment; filename="droits.csv"; filename*=UTF-8''droits.csv`,
    );
    assert.ok(reply.text.split('\r\n').length > 100);
  });

  it('does not exist for a pupil, a teacher or a visitor', async () => {
    for (const visitor of strangers) {
      for (const url of ['/rights', '/rights.csv', '/api/rights']) assert.equal((await visitor.get(url)).status, 404);
    }
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.get('/rights')).location, '/sign-in?next=%2Frights');
    assert.equal((await visitor.api('GET', '/api/rights')).status, 401);
  });
});

describe('the work queue', () => {
  const fail = async (name: string, failure: string): Promise<string> => {
    await enqueue(door.db, name, {}, { attempts: 1 });
    await sql`
      select graphile_worker.permanently_fail_jobs(
        array(select id from graphile_worker.jobs where task_identifier = ${name}), ${failure})`.execute(door.db);
    return (await failedJobs(door.db)).find((job) => job.name === name)?.id ?? '';
  };

  it('shows the operator what failed and why, and nothing when all is well', async () => {
    assert.match((await operator.get('/operations/jobs')).text, /Rien n’est en échec/);
    await fail('identity.send-reset-mail', 'mail.refused-550');
    const page = await operator.get('/operations/jobs');
    assert.equal(page.status, 200);
    assert.match(page.text, /<code>identity\.send-reset-mail<\/code>/);
    assert.match(page.text, /<code>mail\.refused-550<\/code>/);
    assert.match(page.text, /Aucun processus ne travaille/);
    assert.match(page.text, /<dt>Courriels à envoyer<\/dt><dd[^>]*>0/);
    assert.match(page.text, /<dt>Adresses qui ne reçoivent plus<\/dt><dd[^>]*>0/);
  });

  it('takes a failed job back at the operator’s word, and remembers who said so', async () => {
    const jobId = await fail('identity.once-more', 'Error');
    const reply = await operator.post('/operations/jobs/retry', { jobId });
    assert.equal(reply.location, '/operations/jobs');
    assert.match((await operator.get('/operations/jobs')).text, /La tâche est remise en file/);
    assert.ok(!(await failedJobs(door.db)).some((job) => job.id === jobId));
    await fail('identity.twice-more', 'Error');
    const before = (await failedJobs(door.db)).length;
    assert.deepEqual((await operator.api('POST', '/api/operations/jobs/retry', {})).json(), { retried: before });
    assert.equal((await failedJobs(door.db)).length, 0);
    const acts = await rowsOf(
      door.db,
      sql<{ act: string; details: { retried: number } }>`
        select act, details from platform.audit_entries where act like 'house.%' order by occurred_at, id`,
    );
    assert.deepEqual(
      acts.map(({ act, details }) => [act, details.retried]),
      [
        ['house.jobs-retried', 1],
        ['house.jobs-retried', before],
      ],
    );
  });

  it('forgets a failed job that the operator gives up; a waiting one stays', async () => {
    const jobId = await fail('identity.hopeless', 'Error');
    await operator.post(`/operations/jobs/${jobId}/give-up`);
    assert.match((await operator.get('/operations/jobs')).text, /La tâche est abandonnée/);
    await enqueue(door.db, 'identity.waiting', {});
    const [waiting] = await rowsOf(
      door.db,
      sql<{ id: string }>`
        select id::text as id from graphile_worker.jobs where task_identifier = 'identity.waiting'`,
    );
    const reply = await operator.api('POST', `/api/operations/jobs/${waiting?.id}/give-up`);
    assert.deepEqual(reply.json(), { forgotten: false });
  });

  it('is nobody else’s business', async () => {
    const jobId = await fail('identity.secret', 'Error');
    for (const visitor of [head, ...strangers]) {
      assert.equal((await visitor.get('/operations/jobs')).status, 404);
      assert.equal((await visitor.post('/operations/jobs/retry', { jobId })).status, 404);
      assert.equal((await visitor.post(`/operations/jobs/${jobId}/give-up`)).status, 404);
      assert.equal((await visitor.api('GET', '/api/operations/jobs')).status, 404);
    }
    assert.ok(
      (await failedJobs(door.db)).some((job) => job.id === jobId),
      'it is still there',
    );
  });

  it('shows on the operator’s first page how much waits and what failed, and on nobody else’s', async () => {
    const home = await operator.get('/');
    assert.equal(home.status, 200);
    assert.match(home.text, /href="\/operations\/jobs"/);
    assert.match(home.text, /<dt>En échec<\/dt><dd[^>]*>\d+/);
    for (const visitor of [head, ...strangers]) assert.doesNotMatch((await visitor.get('/')).text, /operations\/jobs/);
  });
});

describe('the API described', () => {
  it('holds every endpoint and every refusal of the product, as well-formed schemas', async () => {
    const reply = await new Visitor(door.app).api('GET', '/api/openapi.json');
    assert.equal(reply.status, 200);
    const document = reply.json<ReturnType<typeof apiDocument>>();
    assert.deepEqual(document, JSON.parse(JSON.stringify(apiDocument(modules))));
    const endpoints = modules.flatMap((module) => module.routes.map((entry) => entry.endpoint));
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    assert.deepEqual(
      operations.map((operation) => operation.operationId).sort((a, b) => a.localeCompare(b)),
      endpoints
        .filter((endpoint) => endpoint.api)
        .map((endpoint) => endpoint.name)
        .sort((a, b) => a.localeCompare(b)),
    );
    for (const endpoint of endpoints.filter((candidate) => candidate.api)) {
      const operation = operations.find((candidate) => candidate.operationId === endpoint.name);
      for (const [code, status] of Object.entries(endpoint.refusals)) {
        const refused = operation?.responses[String(status)];
        assert.match(JSON.stringify(refused), new RegExp(`"${code}"`), `${endpoint.name} ${code}`);
      }
      const contents = [operation?.requestBody, ...Object.values(operation?.responses ?? {})].flatMap((part) =>
        Object.values(part?.content ?? {}),
      );
      const schemas = [...contents, ...(operation?.parameters ?? [])].map(({ schema }) => schema);
      for (const schema of schemas) assert.deepEqual(schemaFaults(schema), [], endpoint.name);
    }
  });

  it('names every endpoint once', () => {
    const names = modules.flatMap((module) => module.routes.map((entry) => entry.endpoint.name));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('is a page that anybody reads, with how to get a token', async () => {
    const page = await new Visitor(door.app).get('/developers');
    assert.equal(page.status, 200);
    assert.match(page.text, /Obtenir un jeton/);
    assert.match(page.text, /href="\/account\/tokens"/);
    for (const { endpoint } of modules.flatMap((module) => module.routes)) {
      if (endpoint.api) assert.ok(page.text.includes(endpoint.summary.replaceAll("'", '&#x27;')), endpoint.name);
    }
    assert.match(page.text, /platform\.sign-in-needed/);
    const english = await new Visitor(door.app, { 'accept-language': 'en' }).get('/developers');
    assert.match(english.text, /Getting a token/);
  });
});
