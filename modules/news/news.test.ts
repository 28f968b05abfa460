import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../platform/db/db.ts';
import { Visitor } from '../../platform/testing/browser.ts';
import {
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  joinGroup,
  suspendAccess,
} from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { filesModule } from '../files/register.ts';
import { type Door, giveFactor, openDoor, signInAs } from '../identity/builders.ts';
import { notificationsModule } from '../notifications/register.ts';
import { safetyModule } from '../safety/register.ts';
import { postOf, send } from './builders.ts';
import { newsModule } from './register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, filesModule, safetyModule, notificationsModule, newsModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const soon = (): void => door.clock.advance(11_000);

/** An école with a class, its teacher, its head, a pupil and the mother. */
async function place() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls', kind: 'elementary' });
  const group = await buildClass(db, { school, label: 'CE1 Roux' });
  const pupil = await buildPupil(db, { class: group, givenName: 'Awa', familyName: 'DIALLO' });
  const mother = await buildGuardian(db, { of: pupil, givenName: 'Aminata', familyName: 'DIALLO' });
  const teacher = await buildTeacher(db, { classes: [group], title: 'Mme', familyName: 'ROUX', givenName: 'Claire' });
  const head = await buildHead(db, { school });
  return {
    db,
    school,
    group,
    pupil,
    mother,
    teacher,
    head,
    families: `group:${group.id}:families`,
    pupils: `group:${group.id}:pupils`,
  };
}

describe('what is told to a class', () => {
  it('is read by its families after ten seconds, with for whom it is, and by nobody else', async () => {
    const { group, pupil, mother, teacher, families } = await place();
    const author = await as(teacher);
    const reply = await send(author, { to: families, title: 'Nos semis', text: 'Les **radis** poussent.' });
    equal(reply.status, 303, reply.text);
    const id = postOf(reply);
    const reader = await as(mother);
    equal((await reader.get(`/news/${id}`)).status, 404, 'not yet');
    match((await author.get(`/news/${id}`)).text, /dans quelques secondes/);
    soon();
    const page = await reader.get(`/news/${id}`);
    equal(page.status, 200);
    match(page.text, /Nos semis/);
    match(page.text, /CE1 Roux · familles · 1 enfant/);
    match(page.text, /Mme ROUX/);
    match((await reader.get('/news')).text, /Nos semis/);
    equal((await (await as(pupil)).get(`/news/${id}`)).status, 404, 'it was told to families');
    const stranger = await as(await buildGuardian(door.db));
    equal((await stranger.get(`/news/${id}`)).status, 404);
    doesNotMatch((await stranger.get('/news')).text, /Nos semis/);
    const elsewhere = await as(await buildTeacher(door.db));
    equal((await elsewhere.get(`/news/${id}`)).status, 404);
    equal((await elsewhere.get(`/news?place=group:${group.id}`)).text.includes('Nos semis'), false);
    match((await reader.get('/')).text.concat((await reader.get('/news')).text), /Nos semis/);
  });

  it('stands on the page of the class for those who read it', async () => {
    const { group, mother, teacher, families } = await place();
    const author = await as(teacher);
    match((await author.get(`/groups/${group.id}`)).text, /Aucune nouvelle/);
    await send(author, { to: families, title: 'La galette' });
    soon();
    match((await author.get(`/groups/${group.id}`)).text, /La galette/);
    match((await (await as(mother)).get(`/groups/${group.id}`)).text, /La galette/);
  });

  it('is sent once, however often its form is', async () => {
    const { teacher, families, db } = await place();
    const author = await as(teacher);
    const form = { key: newId(), do: 'publish', to: families, title: 'Une fois', text: 'Une seule.' };
    const replies = await Promise.all(Array.from({ length: 6 }, () => author.post('/news/new', form)));
    deepEqual([...new Set(replies.map(({ status }) => status))], [303]);
    equal(new Set(replies.map(postOf)).size, 1);
    const rows = await rowsOf(db, sql`select id from news.posts where request_key = ${form.key}`);
    equal(rows.length, 1);
    const thief = await as(await buildTeacher(db, { classes: [] }));
    equal((await thief.post('/news/new', form)).status, 404, 'nobody else learns of it');
  });

  it('is taken back within ten seconds, and not after', async () => {
    const { teacher, mother, families } = await place();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: families, title: 'Oups' }));
    equal((await author.post(`/news/${id}/undo`)).location, `/news/${id}/change`);
    soon();
    equal((await (await as(mother)).get(`/news/${id}`)).status, 404);
    equal((await send(author, { to: families, title: 'Mieux' }, `/news/${id}/change`)).status, 303);
    soon();
    match((await (await as(mother)).get(`/news/${id}`)).text, /Mieux/);
    equal((await author.post(`/news/${id}/undo`)).status, 409);
  });

  it('waits for Monday when it is written on Friday night, but not when the head says that it is urgent', async () => {
    const { teacher, mother, head, families, school } = await place();
    const reader = await as(mother);
    door.clock.set('2026-11-27T20:00:00Z');
    const author = await as(teacher);
    match((await author.get('/news/new')).text, /lundi à 7/);
    const id = postOf(await send(author, { to: families, title: 'Bon week-end' }));
    match((await author.get(`/news/${id}`)).text, /30 novembre 2026 à 07:00/);
    const refused = await send(author, { to: families, title: 'Vite', urgent: 'closing' });
    equal(refused.status, 422);
    match(refused.text, /Seule la direction/);
    const boss = await as(head);
    match((await boss.get('/news/new')).text, /name="urgent"/);
    const urgent = postOf(
      await send(boss, { to: `school:${school.id}:families`, title: 'École fermée lundi', urgent: 'closing' }),
    );
    soon();
    match((await (await as(mother)).get(`/news/${urgent}`)).text, /Urgent · Fermeture/);
    equal((await (await as(mother)).get(`/news/${id}`)).status, 404);
    door.clock.set('2026-11-30T06:00:01Z');
    equal((await (await as(mother)).get(`/news/${id}`)).status, 200);
    door.clock.set('2026-11-24T07:30:00Z');
    equal((await reader.get(`/news/${id}`)).status, 404);
  });

  it('is stopped by an emergency stop, with what was typed', async () => {
    const { teacher, families, school, head } = await place();
    const author = await as(teacher);
    const hour = new Date(door.clock.now().getTime() + 3_600_000);
    await sql`insert into safety.stops (id, place, school_id, school_ids, stops_reading, is_drill, reason, started_as, started_by, started_at, ends_at)
              values (${newId()}, 'school', ${school.id}, array[${school.id}::uuid], false, false, 'Essai', 'head', ${head.id},
                      ${door.clock.now()}, ${hour})`.execute(door.db);
    const reply = await send(author, { to: families, title: 'Pendant l’arrêt' });
    equal(reply.status, 423);
    match(reply.text, /Les publications sont arrêtées/);
    match(reply.text, /Pendant l’arrêt/);
    equal((await send(author, { to: families, title: 'Brouillon', do: 'draft' })).status, 303, 'a draft is kept');
  });

  it('is refused with what was typed when something is wrong, each fault at its field', async () => {
    const { teacher, families } = await place();
    const author = await as(teacher);
    const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ to: families, title: 'Sondage', question: 'Quand ?', answers: 'Lundi' }, /au moins deux réponses/],
      [{ to: families, title: 'Fête', eventFrom: '2026-12-05', eventUntil: '2026-12-04' }, /La fin doit venir après/],
      [
        { to: families, title: 'Fête', eventFrom: '2026-12-05', eventStart: '10:00', eventEnd: '09:00' },
        /La fin doit venir après/,
      ],
      [{ to: families, title: 'Fête', eventFrom: '2026-02-30' }, /Cette date n’existe pas/],
      [{ to: families, title: 'Fête', eventUntil: '2026-12-04' }, /Choisissez le premier jour/],
      [{ to: families, title: 'Tard', until: '2026-11-01' }, /Ce jour est passé/],
      [{ to: families, title: 'Tard', publishOn: '2026-11-01' }, /Ce jour est passé/],
      [{ to: families, title: 'x'.repeat(121) }, /120 signes au plus/],
      [{ title: 'Pour qui' }, /Choisissez pour qui/],
      [{ to: families, title: '', text: '' }, /Écrivez quelques mots/],
      [{ to: families, title: 'Public', isPublic: 'yes' }, /Seule la direction publie/],
    ];
    for (const [form, sentence] of cases) {
      const reply = await send(author, form);
      equal(reply.status, 422, JSON.stringify(form));
      match(reply.text, sentence);
      if (form.title) ok(reply.text.includes(`value="${form.title}"`), form.title);
    }
  });

  it('shows nothing of what somebody slips into it', async () => {
    const { teacher, mother, families } = await place();
    const author = await as(teacher);
    const id = postOf(
      await send(author, { to: families, title: '<script>alert(1)</script>', text: '<img src=x onerror=alert(1)>' }),
    );
    soon();
    const { text } = await (await as(mother)).get(`/news/${id}`);
    doesNotMatch(text, /<script>alert|<img src=x/);
    match(text, /&lt;img src=x/);
  });

  it('keeps what it said before, for its author and the head alone', async () => {
    const { teacher, mother, head, families } = await place();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: families, title: 'Sortie jeudi', text: 'Au parc.' }));
    soon();
    equal(
      (await send(author, { to: families, title: 'Sortie vendredi', text: 'Au parc.' }, `/news/${id}/change`)).status,
      303,
    );
    match((await author.get(`/news/${id}/history`)).text, /Sortie jeudi/);
    match((await (await as(head)).get(`/news/${id}/history`)).text, /Sortie jeudi/);
    const reader = await as(mother);
    equal((await reader.get(`/news/${id}/history`)).status, 404);
    match((await reader.get(`/news/${id}`)).text, /Sortie vendredi/);
    equal(
      (await send(await as(head), { to: families, title: 'Autre' }, `/news/${id}/change`)).status,
      404,
      'its words are the author’s',
    );
  });

  it('is withdrawn by its author or the head, and is then read by nobody', async () => {
    const { teacher, mother, head, families } = await place();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: families, title: 'Erreur' }));
    soon();
    const stranger = await as(await buildHead(door.db));
    equal((await stranger.post(`/news/${id}/withdraw`)).status, 404);
    equal((await (await as(mother)).post(`/news/${id}/withdraw`)).status, 404);
    equal((await (await as(head)).post(`/news/${id}/withdraw`)).status, 303);
    equal((await (await as(mother)).get(`/news/${id}`)).status, 404);
    const acts = await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries where actor_id = ${head.id}`,
    );
    ok(acts.some(({ act }) => act === 'news.post-withdrawn'));
  });

  it('is pinned on top of its place, two at most', async () => {
    const { teacher, families, group } = await place();
    const author = await as(teacher);
    const ids: string[] = [];
    for (const title of ['Un', 'Deux', 'Trois']) ids.push(postOf(await send(author, { to: families, title })));
    soon();
    equal((await author.post(`/news/${ids[0]}/pin`)).status, 303);
    equal((await author.post(`/news/${ids[1]}/pin`)).status, 303);
    equal((await author.post(`/news/${ids[2]}/pin`)).status, 409);
    const list = (await author.get(`/news?place=group:${group.id}`)).text;
    ok(list.indexOf('>Deux<') < list.indexOf('>Trois<'), 'the pinned one comes before a newer one');
    await author.post(`/news/${ids[0]}/unpin`);
    equal((await author.post(`/news/${ids[2]}/pin`)).status, 303);
  });

  it('is not read by a guardian whose access is closed, nor by who left the class', async () => {
    const { teacher, mother, pupil, families, db } = await place();
    const id = postOf(await send(await as(teacher), { to: families, title: 'Pour vous' }));
    soon();
    const other = await buildGuardian(db, { of: pupil });
    await suspendAccess(db, { guardian: other, child: pupil });
    equal((await (await as(mother)).get(`/news/${id}`)).status, 200);
    await joinFamily(db, { guardian: other, child: await buildPupil(db) });
    equal(
      (await (await as(other)).get(`/news/${id}`)).status,
      404,
      'another child gives them an account, not this class',
    );
    await sql`update directory.memberships set ends_on = '2026-11-24' where person_id = ${pupil.id}`.execute(db);
    equal((await (await as(mother)).get(`/news/${id}`)).status, 404, 'her child has left the class');
  });

  it('is listed twenty at a time, newest first, each once', async () => {
    const { teacher, mother, families } = await place();
    const author = await as(teacher);
    for (let rank = 1; rank <= 23; rank += 1) {
      await send(author, { to: families, title: `Nouvelle n° ${rank}.` });
      door.clock.advance(1000);
    }
    soon();
    const reader = await as(mother);
    const first = (await reader.api('GET', '/api/news')).json<{ posts: { heading: string }[]; next: string }>();
    equal(first.posts.length, 20);
    equal(first.posts[0]?.heading, 'Nouvelle n° 23.');
    const second = (await reader.api('GET', `/api/news?after=${first.next}`)).json<{
      posts: { heading: string }[];
      next: null;
    }>();
    deepEqual(
      second.posts.map(({ heading }) => heading),
      ['Nouvelle n° 3.', 'Nouvelle n° 2.', 'Nouvelle n° 1.'],
    );
    equal(second.next, null);
    match((await reader.get('/news')).text, /Voir plus/);
  });
});

describe('who tells', () => {
  it('a teacher tells their classes, the head their school, nobody another’s; a parent and a pupil tell nothing', async () => {
    const { teacher, head, mother, pupil, families, school } = await place();
    const other = await place();
    const wide = `school:${school.id}:families`;
    const author = await as(teacher);
    equal((await send(author, { to: other.families })).status, 404);
    equal((await send(author, { to: wide })).status, 404);
    equal((await send(await as(head), { to: wide })).status, 303);
    equal((await send(await as(other.head), { to: wide })).status, 404);
    for (const person of [mother, pupil]) {
      const visitor = await as(person);
      equal((await visitor.get('/news/new')).status, 404);
      equal((await send(visitor, { to: families })).status, 404);
      equal((await visitor.get('/news/mine')).status, 404);
    }
  });

  it('after-school staff speak to the families of their school, and the word stands beside their name', async () => {
    const { school, mother } = await place();
    const person = await buildMandate(door.db, { kind: 'after_school', school });
    const id = postOf(await send(await as(person), { to: `school:${school.id}:families`, title: 'Atelier cirque' }));
    soon();
    match((await (await as(mother)).get(`/news/${id}`)).text, /périscolaire/);
  });

  it('a commune tells its schools with a second factor', async () => {
    const commune = await buildCommune(door.db);
    const school = await buildSchool(door.db, { commune });
    const mother = await buildGuardian(door.db, { of: await buildPupil(door.db, { school }) });
    const agent = await buildMandate(door.db, { kind: 'commune', commune });
    const to = `commune:${commune.id}:families`;
    equal((await send(await as(agent), { to, title: 'Cantine' })).status, 403);
    const visitor = await as(agent);
    await giveFactor(door.db, agent.id, door.clock.now());
    const id = postOf(await send(visitor, { to, title: 'Cantine', asksReading: 'yes' }));
    soon();
    match((await (await as(mother)).get(`/news/${id}`)).text, /Cantine/);
    const readers = (await visitor.get(`/news/${id}/readers`)).text;
    match(readers, /0 sur 1/);
    ok(!readers.includes(mother.displayName), 'a commune knows no family by name');
    equal((await (await as(await buildGuardian(door.db))).get(`/news/${id}`)).status, 404);
    await sql`update identity.sessions set proved_at = proved_at - interval '11 minutes' where person_id = ${agent.id}`.execute(
      door.db,
    );
    const file = { field: 'files', name: 'menu.txt', bytes: Buffer.from('lundi : riz') };
    const asked = await visitor.sendFile(
      '/news/new',
      file,
      {},
      { key: newId(), do: 'publish', to, title: 'Menus', text: 'Les voici.' },
    );
    equal(asked.status, 403);
    match(asked.text, /C’est bien vous/);
    match(asked.text, /name="title" value="Menus"/);
  });

  it('what one writes is found again: drafts, what waits, what is over; the head finds what the school wrote', async () => {
    const { teacher, head, families } = await place();
    const author = await as(teacher);
    equal((await send(author, { to: families, title: 'Brouillon', do: 'draft' })).status, 303);
    await send(author, { to: families, title: 'Plus tard', publishOn: '2026-11-26', publishTime: '10:00' });
    await send(author, { to: families, title: 'Court', until: '2026-11-24' });
    soon();
    const mine = (await author.get('/news/mine')).text;
    match(mine, /Brouillon/);
    match(mine, /Programmé/);
    match(mine, /Affiché/);
    const boss = await as(head);
    const school = (await boss.get('/news/mine?whose=school')).text;
    match(school, /Plus tard/);
    doesNotMatch(school, /title="Brouillon"|>Brouillon<\/span><\/span>/);
    door.clock.set('2026-11-25T07:30:00Z');
    match((await (await as(teacher)).get('/news/mine')).text, /Terminé/);
    door.clock.set('2026-11-24T07:30:00Z');
    equal((await author.get('/news/mine?whose=school')).status, 404);
  });

  it('a draft is its author’s alone', async () => {
    const { teacher, head, families, group } = await place();
    const author = await as(teacher);
    const reply = await author.api('POST', '/api/news/draft', { key: newId(), to: [families], title: 'Secret' });
    equal(reply.status, 200, reply.text);
    const { id } = reply.json<{ id: string }>();
    equal((await author.get(`/news/${id}/change`)).status, 200);
    equal((await (await as(head)).get(`/news/${id}`)).status, 404);
    const colleague = await buildTeacher(door.db);
    await joinGroup(door.db, { person: colleague, group, role: 'teacher' });
    equal((await (await as(colleague)).get(`/news/${id}`)).status, 404);
  });
});

describe('what readers answer', () => {
  it('they say that they have read it; the author sees how many, and who has not', async () => {
    const { teacher, mother, pupil, families, db } = await place();
    const father = await buildGuardian(db, { of: pupil, givenName: 'Ousmane', familyName: 'DIALLO' });
    const author = await as(teacher);
    const id = postOf(await send(author, { to: families, title: 'Assurance', asksReading: 'yes' }));
    soon();
    const reader = await as(mother);
    match((await reader.get(`/news/${id}`)).text, /J’ai lu/);
    equal((await reader.post(`/news/${id}/read`)).status, 303);
    await reader.post(`/news/${id}/read`);
    match((await reader.get(`/news/${id}`)).text, /Vous avez dit l’avoir lu/);
    const page = (await author.get(`/news/${id}/readers`)).text;
    match(page, /1 sur 2/);
    match(page, /Ousmane DIALLO/);
    match(page, /pour Awa DIALLO/);
    doesNotMatch(page, /Aminata/);
    equal((await reader.get(`/news/${id}/readers`)).status, 404);
    equal((await author.post(`/news/${id}/remind`)).status, 303);
    soon();
    match((await (await as(father)).get('/feed')).text, /À lire : Assurance/);
    doesNotMatch((await reader.get('/feed')).text, /À lire : Assurance/);
    equal((await (await as(await buildGuardian(db))).post(`/news/${id}/read`)).status, 404);
  });

  it('they answer a poll once each, and counts show from five answers on', async () => {
    const { teacher, families, group, db } = await place();
    const author = await as(teacher);
    const form = { key: newId(), to: [families], title: 'Kermesse', question: 'Quel jour ?' };
    equal(
      (await author.api('POST', '/api/news/new', { ...form, answers: ['Vendredi'] })).status,
      422,
      'one answer is none',
    );
    const { id } = (await author.api('POST', '/api/news/new', { ...form, answers: ['Vendredi', 'Samedi'] })).json<{
      id: string;
    }>();
    soon();
    for (let rank = 0; rank < 5; rank += 1) {
      const parent = await as(await buildGuardian(db, { of: await buildPupil(db, { class: group }) }));
      equal((await parent.post(`/news/${id}/vote`, {})).status, 422);
      equal((await parent.post(`/news/${id}/vote`, { choice: '0' })).status, 303);
      equal((await parent.post(`/news/${id}/vote`, { choice: '1' })).status, 303);
      equal((await parent.post(`/news/${id}/vote`, { choice: '7' })).status, 422);
      const { poll: shown } = (await parent.api('GET', `/api/news/${id}`)).json<{
        poll: { counts: number[] | null; voters: number };
      }>();
      equal(shown.voters, rank + 1);
      deepEqual(shown.counts, rank === 4 ? [0, 5] : null);
    }
    const changed = await author.api('POST', `/api/news/${id}/change`, {
      key: newId(),
      to: [families],
      title: 'Kermesse',
      question: 'Autre ?',
      answers: ['Oui', 'Non'],
    });
    equal(changed.status, 409);
  });

  it('they react with one word, and take it back', async () => {
    const { teacher, mother, families } = await place();
    const author = await as(teacher);
    const silent = postOf(await send(author, { to: families, title: 'Sans réaction' }));
    const id = postOf(await send(author, { to: families, title: 'Avec', reactions: 'yes' }));
    soon();
    const reader = await as(mother);
    const own = async (): Promise<unknown> =>
      (await reader.api('GET', `/api/news/${id}`)).json<{
        reactions: { own: string | null; counts: Record<string, number> };
      }>().reactions;
    equal((await reader.post(`/news/${silent}/reaction`, { kind: 'thanks' })).status, 404);
    await reader.post(`/news/${id}/reaction`, { kind: 'thanks' });
    deepEqual(await own(), { own: 'thanks', counts: { thanks: 1 } });
    await reader.post(`/news/${id}/reaction`, { kind: 'bravo' });
    deepEqual(await own(), { own: 'bravo', counts: { bravo: 1 } });
    await reader.post(`/news/${id}/reaction`, { kind: 'bravo' });
    deepEqual(await own(), { own: null, counts: {} });
    equal((await reader.post(`/news/${id}/reaction`, { kind: 'hate' })).status, 422);
  });

  it('comments are closed unless an adult opens them; a pupil’s waits for an adult', async () => {
    const { teacher, pupil, mother, pupils, families } = await place();
    const author = await as(teacher);
    const closed = postOf(await send(author, { to: pupils, title: 'Fermé' }));
    const form = { key: newId(), to: [pupils, families], title: 'Ouvert', comments: 'yes' };
    const { id } = (await author.api('POST', '/api/news/new', form)).json<{ id: string }>();
    soon();
    const child = await as(pupil);
    const words = { key: newId(), words: 'Trop bien !' };
    equal((await child.post(`/news/${closed}/comments`, words)).status, 404);
    equal((await child.post(`/news/${id}/comments`, words)).status, 303);
    equal((await child.post(`/news/${id}/comments`, words)).status, 303, 'twice is once');
    const reader = await as(mother);
    doesNotMatch((await reader.get(`/news/${id}`)).text, /Trop bien/);
    match((await child.get(`/news/${id}`)).text, /En attente d’un adulte/);
    const [row] = await rowsOf(door.db, sql<{ id: string }>`select id from news.comments where post_id = ${id}`);
    equal((await reader.post(`/news/comments/${row?.id}/approve`)).status, 404);
    equal((await child.post(`/news/comments/${row?.id}/remove`)).status, 404, 'what a pupil wrote stays');
    equal((await author.post(`/news/comments/${row?.id}/approve`)).status, 303);
    match((await reader.get(`/news/${id}`)).text, /Trop bien/);
    const stranger = await as(await buildTeacher(door.db));
    equal((await stranger.post(`/news/comments/${row?.id}/remove`)).status, 404);
    equal((await author.post(`/news/comments/${row?.id}/remove`)).status, 303);
    doesNotMatch((await reader.get(`/news/${id}`)).text, /Trop bien/);
  });

  it('they take an event home to their calendar', async () => {
    const { teacher, mother, families } = await place();
    const id = postOf(
      await send(await as(teacher), {
        to: families,
        title: 'Réunion; parents, profs',
        eventFrom: '2026-12-03',
        eventStart: '18:00',
        eventEnd: '19:30',
        eventPlace: 'Salle polyvalente',
      }),
    );
    soon();
    const reader = await as(mother);
    match((await reader.get(`/news/${id}`)).text, /jeudi 3 décembre, de 18/);
    const file = await reader.get(`/news/${id}/event.ics`);
    match(String(file.headers['content-type']), /text\/calendar/);
    match(file.text, /DTSTART;TZID=Europe\/Paris:20261203T180000\r\n/);
    match(file.text, /SUMMARY:Réunion\\; parents\\, profs\r\n/);
    equal((await (await as(await buildGuardian(door.db))).get(`/news/${id}/event.ics`)).status, 404);
  });
});

describe('what a school tells everybody', () => {
  it('is on its public page and in its feeds, and nothing else of the school is', async () => {
    const { head, school } = await place();
    const boss = await as(head);
    const to = `school:${school.id}:families`;
    const shown = postOf(
      await send(boss, { to, title: 'Portes ouvertes', text: 'Samedi <matin> & après-midi.', isPublic: 'yes' }),
    );
    const inside = postOf(await send(boss, { to, title: 'Entre nous' }));
    soon();
    const visitor = new Visitor(door.app);
    const list = await visitor.get(`/s/${school.uai}/news`);
    match(list.text, /Portes ouvertes/);
    doesNotMatch(list.text, /Entre nous/);
    equal((await visitor.get(`/s/${school.uai}/news/${shown}`)).status, 200);
    equal((await visitor.get(`/s/${school.uai}/news/${inside}`)).status, 404);
    equal((await visitor.get(`/news/${shown}`)).status, 303, 'the page inside asks to sign in');
    const other = await buildSchool(door.db);
    equal((await visitor.get(`/s/${other.uai}/news/${shown}`)).status, 404);
    for (const kind of ['rss', 'atom']) {
      const feed = await visitor.get(`/s/${school.uai}/news.${kind}`);
      equal(feed.status, 200);
      match(String(feed.headers['content-type']), new RegExp(`application/${kind}\\+xml`));
      match(feed.text, /Portes ouvertes/);
      match(feed.text, /&lt;matin&gt; &amp; après-midi/);
      match(feed.text, new RegExp(`http://localhost/s/${school.uai}/news/${shown}`));
      doesNotMatch(feed.text, /Entre nous/);
      const again = await visitor.get(`/s/${school.uai}/news.${kind}`, { 'if-none-match': String(feed.headers.etag) });
      equal(again.status, 304);
      equal(again.text, '');
    }
    await boss.post(`/news/${shown}/withdraw`);
    doesNotMatch((await visitor.get(`/s/${school.uai}/news.rss`)).text, /Portes ouvertes/);
    equal((await visitor.get(`/s/${school.uai}/news/${shown}`)).status, 404);
  });
});
