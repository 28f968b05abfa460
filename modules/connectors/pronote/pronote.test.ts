import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { countStatements, rowsOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildPupil,
  buildSchool,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { buildService } from '../../identity/relying-parties/builders.ts';
import { portalModule } from '../../portal/register.ts';
import { connectorsModule } from '../register.ts';
import { readPronote } from './read.ts';

/** A PRONOTE: validates the ticket that it is given at our own door, as the real one does, and tells of the children it knows. */
class Pronote {
  readonly #server: Server;
  address = '';
  asked = 0;
  validated: string[] = [];
  mode: 'well' | 'silent' | 'odd' = 'well';
  told = '';

  constructor(ourDoor: () => Visitor) {
    this.#server = createServer((request, response) => {
      this.asked += 1;
      if (this.mode === 'silent') return;
      const url = new URL(request.url ?? '', this.address);
      const ticket = url.searchParams.get('ticket') ?? '';
      void ourDoor()
        .get(`/cas/proxyValidate?${new URLSearchParams({ ticket, service: this.address }).toString()}`)
        .then(({ text }) => {
          const user = /<cas:user>([^<]+)<\/cas:user>/.exec(text)?.[1];
          if (request.method !== 'POST' || url.searchParams.get('methode') !== 'proxyValidate' || !user)
            return response.writeHead(403).end();
          this.validated.push(`${user} by ${/<cas:proxy>([^<]+)</.exec(text)?.[1]}`);
          return response
            .writeHead(200, { 'content-type': 'text/xml; charset=utf-8' })
            .end(this.mode === 'odd' ? '<html>oups</html>' : this.told);
        });
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/pronote/`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const told = (...children: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Parent xmlns="http://www.index-education.com/accueilENT" version="1.03">${children.join('')}</Parent>`;
const child = (givenName: string, familyName: string, homework = 'Apprendre la leçon.'): string =>
  `<Eleve><Nom>${familyName}</Nom><Prenom>${givenName}</Prenom>
    <PageReleveDeNotes><Devoir page="00AA01"><Note>14,50</Note><Bareme>20,00</Bareme><Matiere>MATHEMATIQUES</Matiere><Date>2026-11-18</Date></Devoir></PageReleveDeNotes>
    <PageCahierDeTextes><CahierDeTextes><Matiere>FRANCAIS</Matiere><Date>2026-11-19</Date>
      <TravailAFaire page="00AA03"><Descriptif>&lt;div onclick="x()"&gt;${homework}&lt;/div&gt;</Descriptif><PourLe>2026-11-26</PourLe></TravailAFaire></CahierDeTextes></PageCahierDeTextes>
    <PageVieScolaire><Absence><Justifie>false</Justifie></Absence><Retard><Justifie>true</Justifie></Retard></PageVieScolaire>
    <PagePronote page="00AA04" nom="Emploi du temps"/></Eleve>`;

describe('what PRONOTE tells on the home page', () => {
  let door: Door;
  let pronote: Pronote;
  let school: Awaited<ReturnType<typeof buildSchool>>;
  let serviceId: string;
  before(async () => {
    const lower = [directoryModule, connectorsModule];
    door = await openDoor({ modules: [...lower, portalModule(lower)] });
    pronote = new Pronote(() => new Visitor(door.app));
    await pronote.open();
    const { db } = door;
    school = await buildSchool(db, { kind: 'college' });
    serviceId = await buildService(db, {
      name: 'PRONOTE',
      addresses: [`${pronote.address}*`],
      acceptsProxy: true,
      schools: [school],
    });
    await sql`insert into connectors.services (relying_party_id, category, icon, purpose, legal_basis, start_address, card, changed_by, changed_at)
              values (${serviceId}, 'school-life', 'graduation-cap', 'Suivre la scolarité.', 'public-task', ${pronote.address}, 'pronote',
                      ${serviceId}, ${door.clock.now()})`.execute(db);
  });
  after(async () => {
    pronote.close();
    await door.close();
  });

  const family = async (): Promise<{ mother: BuiltPerson; one: BuiltPupil; other: BuiltPupil; visitor: Visitor }> => {
    const group = await buildClass(door.db, { school });
    const one = await buildPupil(door.db, { class: group, givenName: 'Zoé', familyName: 'D’ARCANGELO' });
    const other = await buildPupil(door.db, { class: group, givenName: 'Léo', familyName: 'D’ARCANGELO' });
    const mother = await buildGuardian(door.db, { of: [one, other] });
    pronote.told = told(child('Zoé', "D'ARCANGELO"), child('Léo', "D'ARCANGELO"), child('Inès', 'AUTRE'));
    pronote.mode = 'well';
    return { mother, one, other, visitor: await signInAs(door, mother.id) };
  };

  it('is asked for after the page, which it costs no statement, and comes with a ticket that PRONOTE validates at our door', async () => {
    const { mother, visitor } = await family();
    const ecole = await buildPupil(door.db, {
      class: await buildClass(door.db, { school: await buildSchool(door.db) }),
    });
    const father = await signInAs(door, (await buildGuardian(door.db, { of: ecole })).id);
    const without = await countStatements(() => father.get('/'));
    let home = '';
    const { statements } = await countStatements(async () => {
      home = (await visitor.get('/')).text;
    });
    assert.match(home, /<turbo-frame id="pronote" src="\/services\/pronote" loading="lazy" target="_top">/);
    assert.equal(statements, without.statements);
    assert.doesNotMatch(home, /127\.0\.0\.1/, 'the page itself asks nobody else');
    const { text } = await visitor.get('/services/pronote');
    assert.match(text, /<turbo-frame id="pronote" target="_top">/);
    assert.match(text, /FRANCAIS, pour jeudi 26 novembre/);
    assert.match(text, /Apprendre la leçon\./);
    assert.match(text, /14,50 \/ 20,00/);
    assert.match(text, /Une absence ou un retard à justifier/);
    assert.match(text, new RegExp(`/cas/login\\?service=${encodeURIComponent(`${pronote.address}?page=00AA04`)}`));
    assert.doesNotMatch(text, /onclick|Inès/, 'no HTML of others, and no child that is not theirs here');
    assert.deepEqual(pronote.validated.at(-1), `${mother.uid} by http://localhost/`);
    const lines = await rowsOf(
      door.db,
      sql<{ way: string }>`select way from identity.service_openings where person_id = ${mother.id}`,
    );
    assert.deepEqual(lines, [{ way: 'cas-proxy' }], 'the release is in the journal');
  });

  it('is remembered for the person some minutes, and shown for one child when one was chosen', async () => {
    const { one, visitor } = await family();
    await visitor.get('/services/pronote');
    const { asked } = pronote;
    const { text } = await visitor.get(`/services/pronote?child=${one.uid}`);
    assert.equal(pronote.asked, asked);
    assert.match(text, /Zoé D/);
    assert.doesNotMatch(text, /Léo D/);
    door.clock.advance(16 * 60_000);
    await visitor.get('/services/pronote');
    assert.equal(pronote.asked, asked + 1);
  });

  it('does not show a child whose access was closed here, whatever is said there', async () => {
    const { mother, one } = await family();
    await suspendAccess(door.db, { guardian: mother, child: one });
    const { text } = await (await signInAs(door, mother.id)).get('/services/pronote');
    assert.match(text, /Léo D/);
    assert.doesNotMatch(text, /Zoé D/);
  });

  it('of a child who uses another given name is found by that of civil status, and shown under the one in use', async () => {
    const { one, visitor } = await family();
    await sql`update directory.persons set given_name = 'Ariane', civil_given_name = 'Zoé' where id = ${one.id}`.execute(
      door.db,
    );
    const { text } = await visitor.get(`/services/pronote?child=${one.uid}`);
    assert.match(text, /Ariane D/);
    assert.doesNotMatch(text, /Zoé|Léo D/);
  });

  it('survives a fault of the database: that one page fails, and the next one asks anew', async () => {
    const { visitor } = await family();
    const unhandled: unknown[] = [];
    const note = (reason: unknown): unknown => unhandled.push(reason);
    process.on('unhandledRejection', note);
    await sql`alter table identity.cas_tickets rename to cas_tickets_away`.execute(door.db);
    const status = await visitor.get('/services/pronote').then(
      (reply) => reply.status,
      () => 500,
    );
    await sql`alter table identity.cas_tickets_away rename to cas_tickets`.execute(door.db);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    assert.equal(status, 500);
    assert.deepEqual(unhandled, [], 'nobody left a promise alone: the process would stop');
    assert.match((await visitor.get('/services/pronote')).text, /FRANCAIS/);
  });

  it('says nothing when PRONOTE is silent or answers something else, and is not knocked at again at once', async () => {
    for (const mode of ['silent', 'odd'] as const) {
      const { visitor } = await family();
      pronote.mode = mode;
      const reply = await visitor.get('/services/pronote');
      assert.equal(reply.status, 200);
      assert.match(reply.text, /PRONOTE n’a rien dit cette fois-ci/);
      const { asked } = pronote;
      await visitor.get('/services/pronote');
      assert.equal(pronote.asked, asked);
    }
  });

  it('is nothing to families of a school that did not open it', async () => {
    const elsewhere = await buildSchool(door.db, { kind: 'college' });
    const pupil = await buildPupil(door.db, { class: await buildClass(door.db, { school: elsewhere }) });
    const visitor = await signInAs(door, pupil.id);
    const { asked } = pronote;
    assert.match((await visitor.get('/services/pronote')).text, /n’a ouvert de PRONOTE pour vous/);
    assert.equal(pronote.asked, asked);
    assert.doesNotMatch((await visitor.get('/')).text, /turbo-frame/, 'and their home page does not ask any more');
  });
});

describe('a document of PRONOTE', () => {
  it('of another namespace, with a document type, cut off or endless is none', () => {
    const right = told(child('Zoé', 'MARTIN'));
    assert.equal(readPronote(right)?.length, 1);
    for (const wrong of [
      '',
      'oups',
      right.replace('accueilENT', 'autre'),
      right.replace('?>', '?><!DOCTYPE Parent [<!ENTITY a "b">]>'),
      right.slice(0, -12),
      right.replace('<Prenom>', '<Prenom><a xmlns="urn:x"/>'),
      told('<Eleve>'.repeat(30) + '</Eleve>'.repeat(30)),
      `${right}${right}`,
    ])
      assert.equal(readPronote(wrong), undefined, wrong.slice(0, 80));
  });
});
