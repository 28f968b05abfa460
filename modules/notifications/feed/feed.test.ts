import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countStatements, newId, sql } from '../../../platform/db/db.ts';
import { openListener } from '../../../platform/db/listen.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import {
  buildClass,
  buildGuardian,
  buildPupil,
  buildSchool,
  buildTeacher,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { openBoard } from '../../portal/index.ts';
import { portalModule } from '../../portal/register.ts';
import { NOTES } from '../builders.ts';
import type { ToldFact } from '../entries/fact.ts';
import { notify } from '../entries/notify.ts';
import { settle, withdraw } from '../entries/settle.ts';
import { notificationsModule } from '../register.ts';

describe('the feed', () => {
  let door: Door;
  let silence: () => Promise<void>;
  before(async () => {
    const below = [directoryModule, notificationsModule, NOTES];
    door = await openDoor({ modules: [...below, portalModule([...below, identityModule])] });
    // As in every web process: what the portal shows of schools costs a page nothing.
    const listener = await openListener(door.url);
    const board = await openBoard({
      db: door.db,
      clock: door.clock,
      listener,
      onFailure: (error) => assert.fail(String(error)),
    });
    silence = async () => {
      board.close();
      await listener.close();
    };
  });
  after(async () => {
    await silence();
    await door.close();
  });

  const tell = (given: Partial<ToldFact> & Pick<ToldFact, 'to'>): Promise<string> => {
    const subject = given.subject ?? `test.note:${newId()}`;
    const fact = {
      kind: 'test.note',
      schoolId: null,
      href: '/account',
      title: 'Sortie à la piscine',
      words: 'Maillot et bonnet jeudi.',
      publishAt: new Date(door.clock.now().getTime() - 60_000),
      ...given,
      subject,
    };
    return inTransaction(door.db, (tx) => notify(tx, fact)).then(() => subject);
  };

  async function family() {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school, label: 'CE1 Roux' });
    const other = await buildClass(door.db, { school, label: 'CM2 Petit' });
    const noe = await buildPupil(door.db, { class: group, givenName: 'Noé' });
    const awa = await buildPupil(door.db, { class: other, givenName: 'Awa' });
    const mother = await buildGuardian(door.db, { of: [noe, awa] });
    const teacher = await buildTeacher(door.db, { classes: [group] });
    return { school, group, other, noe, awa, mother, teacher, families: `group:${group.id}:families` };
  }

  it('merges what is told to her and to her children’s classes, the newest first, and nobody else reads it', async () => {
    const { mother, noe, families } = await family();
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    const at = (minutes: number): Date => new Date(door.clock.now().getTime() - minutes * 60_000);
    await tell({ to: { audiences: [families] }, title: 'Nos semis lèvent', publishAt: at(30) });
    await tell({ to: { persons: [mother.id] }, title: 'Votre message est lu', publishAt: at(20) });
    await tell({
      to: { query: sql`select ${mother.id}::uuid as person_id, ${noe.id}::uuid as child_id` },
      title: 'Un mot pour Noé',
      publishAt: at(10),
    });
    const visitor = await signInAs(door, mother.id);
    const { result, statements } = await countStatements(() => visitor.get('/'));
    assert.ok(statements <= 3, `${statements} statements`);
    const places = ['Un mot pour Noé', 'Votre message est lu', 'Nos semis lèvent'].map((words) =>
      result.text.indexOf(words),
    );
    assert.ok(places[0] !== -1 && places.every((place, rank) => place >= (places[rank - 1] ?? 0)), places.join());
    assert.match(result.text, /Familles · CE1 Roux/);
    assert.match(result.text, /data-destination="today"[\s\S]*?class="count"[\s\S]*?>3</);
    assert.doesNotMatch((await stranger.get('/')).text, /Nos semis|Un mot pour/);
    assert.doesNotMatch((await stranger.get('/feed')).text, /Nos semis|Un mot pour/);
  });

  it('puts first what is due first, whenever it was told; what may wait comes after, the longest waiting first', async () => {
    const { mother } = await family();
    const at = (days: number): Date => new Date(door.clock.now().getTime() - days * 86_400_000);
    const to = { persons: [mother.id] };
    const day = (days: number): string => at(-days).toISOString().slice(0, 10);
    await tell({ to, todo: true, title: 'Attestation sans date', publishAt: at(9) });
    await tell({ to, todo: true, title: 'Bourses sans date', publishAt: at(8) });
    await tell({ to, todo: true, title: 'Cinéma du mois prochain', publishAt: at(7), dueOn: day(20) });
    const subject = await tell({ to, todo: true, title: 'Musée de cette semaine', publishAt: at(1), dueOn: day(3) });
    const visitor = await signInAs(door, mother.id);
    const home = (await visitor.get('/')).text;
    const places = ['Musée de cette semaine', 'Cinéma du mois prochain', 'Attestation sans date'].map((title) =>
      home.indexOf(title),
    );
    assert.ok(places[0] !== -1 && places.every((place, rank) => place >= (places[rank - 1] ?? 0)), places.join());
    assert.match(home, new RegExp(`<time dateTime="${day(3)}">jusqu’au `, 'i'));
    await tell({ to, todo: true, subject, title: 'Musée remis', publishAt: at(0), dueOn: day(30) });
    const later = (await visitor.get('/')).text;
    assert.ok(later.indexOf('Cinéma du mois prochain') < later.indexOf('Musée remis'));
  });

  it('is that of one child when she chooses one, and of one kind', async () => {
    const { mother, noe, awa, families, other } = await family();
    await tell({ to: { audiences: [families] }, title: 'Classe de Noé' });
    await tell({ to: { audiences: [`group:${other.id}:families`] }, title: 'Classe de Awa' });
    await tell({
      to: { query: sql`select ${mother.id}::uuid as person_id, c as child_id from unnest(${[noe.id]}::uuid[]) as c` },
      title: 'Seulement Noé',
    });
    await tell({ to: { persons: [mother.id] }, title: 'À la mère' });
    const visitor = await signInAs(door, mother.id);
    const all = (await visitor.get('/feed')).text;
    for (const title of ['Classe de Noé', 'Classe de Awa', 'Seulement Noé', 'À la mère'])
      assert.ok(all.includes(title), title);
    const one = (await visitor.get(`/feed?child=${noe.uid}`)).text;
    assert.match(one, /Classe de Noé[\s\S]*Seulement Noé|Seulement Noé[\s\S]*Classe de Noé/);
    assert.doesNotMatch(one, /Classe de Awa|À la mère/);
    const home = (await visitor.get(`/?child=${awa.uid}`)).text;
    assert.match(home, /Classe de Awa/);
    assert.doesNotMatch(home, /Seulement Noé/);
    assert.doesNotMatch((await visitor.get('/feed?kind=test.other')).text, /Classe de/);
    assert.equal((await visitor.get('/feed?before=yesterday')).status, 422);
  });

  it('shows twenty at a time to the end, each once, whatever comes meanwhile', async () => {
    const { mother, families } = await family();
    const at = (minutes: number): Date => new Date(door.clock.now().getTime() - minutes * 60_000);
    for (let rank = 1; rank <= 45; rank += 1) {
      const to = rank % 2 ? { audiences: [families] } : { persons: [mother.id] };
      await tell({ to, title: `Nouvelle n° ${rank}.`, publishAt: at(Math.floor(rank / 3)) });
    }
    const visitor = await signInAs(door, mother.id);
    const seen: string[] = [];
    let address: string | undefined = '/api/feed';
    while (address) {
      const page = await visitor.api('GET', address);
      const { entries, next } = page.json<{ entries: { title: string }[]; next: string | null }>();
      seen.push(...entries.map(({ title }) => title));
      await tell({ to: { persons: [mother.id] }, title: 'Entre-temps' });
      address = next === null ? undefined : `/api/feed?before=${encodeURIComponent(next)}`;
    }
    assert.equal(seen.length, 45);
    assert.equal(new Set(seen).size, 45);
    assert.match((await visitor.get('/feed')).text, /Voir plus/);
  });

  it('says first what waits to be done, until it is settled, for her alone', async () => {
    const { mother, teacher, families, noe } = await family();
    const father = await buildGuardian(door.db, { of: [noe] });
    const signed = await tell({ to: { audiences: [families] }, title: 'À signer pour la classe', todo: true });
    const own = await tell({ to: { persons: [mother.id] }, title: 'À signer pour elle', todo: true });
    const [hers, his] = [await signInAs(door, mother.id), await signInAs(door, father.id)];
    const before = (await hers.get('/')).text;
    assert.match(before, /À faire maintenant[\s\S]*À signer pour la classe[\s\S]*Signer/);
    const before2 = (await his.get('/')).text;
    assert.match(before2, /À signer pour la classe/);
    await inTransaction(door.db, async (tx) => {
      await settle(tx, signed, [mother.id, teacher.id]);
      await settle(tx, own, [mother.id]);
      await settle(tx, 'test.note:unknown', [mother.id]);
    });
    const after = (await hers.get('/')).text;
    assert.doesNotMatch(after, /action-card/);
    assert.match(after, /À signer pour la classe/, 'it stays in the feed');
    assert.match((await his.get('/')).text, /action-card[\s\S]*À signer pour la classe/);
    assert.doesNotMatch(
      (await (await signInAs(door, teacher.id)).get('/')).text,
      /À signer/,
      'the teacher is none of the families',
    );
    await inTransaction(door.db, (tx) => settle(tx, signed, 'everyone'));
    assert.doesNotMatch((await his.get('/')).text, /action-card/);
  });

  it('holds nothing before its hour, after its end, or once it is withdrawn', async () => {
    const { mother, families } = await family();
    const visitor = await signInAs(door, mother.id);
    const now = door.clock.now().getTime();
    const later = await tell({
      to: { audiences: [families] },
      title: 'Lundi matin',
      publishAt: new Date(now + 3600_000),
    });
    await tell({ to: { persons: [mother.id] }, title: 'Déjà fini', expiresAt: new Date(now - 1000) });
    const shown = await tell({ to: { persons: [mother.id] }, title: 'Bientôt repris' });
    assert.doesNotMatch((await visitor.get('/feed')).text, /Lundi matin|Déjà fini/);
    await inTransaction(door.db, (tx) => withdraw(tx, shown));
    assert.doesNotMatch((await visitor.get('/feed')).text, /Bientôt repris/);
    await tell({ subject: later, to: { audiences: [families] }, title: 'Avancé à maintenant' });
    assert.match((await visitor.get('/feed')).text, /Avancé à maintenant/);
  });

  it('told again is one entry: new words at the same hour stay read, at a later hour they are new', async () => {
    const { mother } = await family();
    const visitor = await signInAs(door, mother.id);
    const unread = async (): Promise<number> =>
      (await visitor.api('GET', '/api/feed/unread')).json<{ counts: { today: { count: number } } }>().counts.today
        .count;
    const publishAt = new Date(door.clock.now().getTime() - 60_000);
    const subject = await tell({ to: { persons: [mother.id] }, title: 'Premier titre', publishAt });
    assert.equal(await unread(), 1);
    const [, entryId = ''] = /\/feed\/([0-9a-f-]{36})/.exec((await visitor.get('/feed')).text) ?? [];
    assert.equal((await visitor.get(`/feed/${entryId}`, { 'sec-purpose': 'prefetch' })).location, '/account');
    assert.equal(await unread(), 1, 'fetched ahead is not seen');
    assert.equal((await visitor.get(`/feed/${entryId}`)).location, '/account');
    assert.equal(await unread(), 0);
    await tell({ subject, to: { persons: [mother.id] }, title: 'Titre corrigé', publishAt });
    assert.equal(await unread(), 0);
    await tell({ subject, to: { persons: [mother.id] }, title: 'Nouveau message', publishAt: door.clock.now() });
    assert.equal(await unread(), 1);
    const page = (await visitor.get('/feed')).text;
    assert.match(page, /Nouveau message/);
    assert.doesNotMatch(page, /Titre corrigé|Premier titre/);
    await visitor.post('/feed/seen');
    assert.equal(await unread(), 0);
  });

  it('shows a father no more of a child from whom a decision keeps him, in no list and no count', async () => {
    const { noe, awa } = await family();
    const father = await buildGuardian(door.db, { of: [noe, awa], relation: 'father' });
    const about = (child: { readonly id: string }, title: string) =>
      tell({
        to: { query: sql`select ${father.id}::uuid as person_id, ${child.id}::uuid as child_id` },
        title,
        todo: true,
      });
    await about(noe, 'Mot pour Noé');
    await about(awa, 'Mot pour Awa');
    await suspendAccess(door.db, { guardian: father, child: noe });
    const visitor = await signInAs(door, father.id);
    for (const address of ['/', '/feed']) {
      const { text } = await visitor.get(address);
      assert.match(text, /Mot pour Awa/);
      assert.doesNotMatch(text, /Mot pour Noé/);
    }
  });

  it('does not lead a stranger, nor a father whose access is closed, to an entry', async () => {
    const { mother, noe, awa, families } = await family();
    const father = await buildGuardian(door.db, { of: [noe, awa] });
    await tell({ to: { audiences: [families] }, title: 'Pour la classe' });
    const visitor = await signInAs(door, father.id);
    const [, entryId = ''] = /\/feed\/([0-9a-f-]{36})/.exec((await visitor.get('/feed')).text) ?? [];
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.equal((await stranger.get(`/feed/${entryId}`)).status, 404);
    await suspendAccess(door.db, { guardian: father, child: noe });
    assert.equal((await visitor.get(`/feed/${entryId}`)).status, 404);
    assert.doesNotMatch((await visitor.get('/')).text, /Pour la classe/);
    assert.equal((await (await signInAs(door, mother.id)).get(`/feed/${entryId}`)).location, '/account');
  });
});
