import assert from 'node:assert/strict';
import { journey, Visit } from './journey.ts';
import { choose, letGo, release } from './messages.ts';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** The browser says that it was cut off: so it was. */
const isCut = (fault: string): boolean => /ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(fault);

journey(
  'a mother writes to the teacher on a phone, and the teacher answers',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('guardian');
    await visit.go('/messages/new');
    await choose(visit, 'roux', /^Claire ROUX/);
    await page.getByRole('textbox', { name: /^Objet/ }).fill('Bonnet oublié');
    await page.getByRole('textbox', { name: /^Message/ }).fill('Noé a laissé son bonnet dans le bus de la piscine.');
    await visit.look();
    await letGo(visit, 'Bonnet oublié', /^Envoyer/);
    await visit.signOut();
    await visit.signIn('teacherOfEcole');
    await visit.go('/messages');
    await visit.follow(/Bonnet oublié/);
    await visit.sees('Noé a laissé son bonnet');
    await visit.look();
    await page.getByRole('textbox', { name: /^Message/ }).fill('Il est retrouvé : il attend dans la classe.');
    await letGo(visit, 'Re : Bonnet oublié', /^Répondre$/);
    await visit.signOut();
    await visit.signIn('guardian');
    await visit.go('/messages');
    await visit.follow(/Re : Bonnet oublié/);
    await visit.sees('Il est retrouvé', 'Noé a laissé son bonnet');
    await visit.signOut();
  },
  phone,
);

journey(
  'a mother writes to her child’s teacher in four taps from home',
  async (visit) => {
    const { page, product } = visit;
    let taps = 0;
    const tap = async (role: 'link' | 'textbox' | 'button', name: RegExp): Promise<void> => {
      taps += 1;
      await page.getByRole(role, { name }).first().tap();
    };
    await visit.signIn('guardian');
    await tap('link', /^Écrire un message pour Noé/);
    await page.getByRole('button', { name: 'Retirer Claire ROUX' }).waitFor();
    await visit.look();
    await tap('textbox', /^Objet/);
    await page.keyboard.type('Doudou perdu');
    await tap('textbox', /^Message/);
    await page.keyboard.type('Est-il resté dans la classe ?');
    await tap('button', /^Envoyer/);
    await visit.sees('Doudou perdu');
    assert.ok(taps <= 4, `${taps} taps`);
    await release(product, 'Doudou perdu');
    await visit.signOut();
  },
  phone,
);

journey(
  'a mother reads her messages on a phone, keeps one aside, and looks for another by a word',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.go('/messages');
    await visit.sees('Messages reçus', 'Piscine à partir de mardi', 'Claire ROUX');
    await visit.look();
    const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the inbox is ${width} px wide`);
    await visit.follow(/Piscine à partir de mardi/);
    await visit.sees('un maillot de bain', 'Familles · CP Mme ROUX', 'Signaler');
    await visit.lacks('Répondre à tous');
    await visit.look();
    await visit.goAndLook('/messages?q=maillots');
    await visit.sees('Piscine à partir de mardi');
    await visit.goAndLook('/messages?box=drafts');
    await visit.goAndLook('/messages?box=waiting');
    await visit.goAndLook('/messages/preferences');
    await visit.signOut();
  },
  phone,
);

journey(
  'what a mother writes without a network stays on her phone, and is a draft once she is back',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.go('/messages/new');
    const { page } = visit;
    await choose(visit, 'roux', /^Claire ROUX/);
    await visit.look();
    await page.context().setOffline(true);
    await page.getByRole('textbox', { name: /^Objet/ }).fill('Rendez-vous chez le dentiste');
    await page.getByText('Pas de connexion').first().waitFor();
    await page.context().setOffline(false);
    await page.getByText('Brouillon enregistré à').waitFor();
    assert.ok(visit.heard().every(isCut));
    await visit.go('/messages?box=drafts');
    await visit.sees('Rendez-vous chez le dentiste');
    await visit.follow(/Rendez-vous chez le dentiste/);
    await page.getByRole('button', { name: 'Retirer Claire ROUX' }).waitFor();
    await page.getByRole('button', { name: 'Jeter le brouillon' }).click();
    await visit.sees('Le brouillon est jeté');
  },
  phone,
);

journey(
  'a mother writes in the metro: the page without network says what waits, it leaves once when she is back, and the teacher has it once',
  async (visit) => {
    const { page, product } = visit;
    const subject = 'Noé sera en retard';
    await visit.signIn('guardian');
    await visit.go('/messages/new');
    await choose(visit, 'roux', /^Claire ROUX/);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    const other = new Visit(product, await page.context().newPage());
    await other.go('/');
    await other.sees('Pas de réseau');
    await other.look();
    await page.getByRole('textbox', { name: /^Objet/ }).fill(subject);
    await page.getByRole('textbox', { name: /^Message/ }).fill('Le métro est arrêté, nous arrivons à 9 h.');
    await page
      .getByRole('button', { name: /^Envoyer/ })
      .first()
      .click();
    await visit.sees('Partira dès que la connexion revient', subject);
    await visit.look();
    await other.sees('Partira dès que la connexion revient');
    await other.lacks(subject);
    await other.look();
    const width = await other.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the page without network is ${width} px wide`);
    await page.context().setOffline(false);
    await visit.isTold(`Transmis : Message, ${subject}`);
    // The page without network leads on by itself.
    await other.page.getByText('Pas de réseau').first().waitFor({ state: 'detached' });
    await other.page.close();
    const cut = [...visit.heard(), ...other.heard(), ...other.faults];
    assert.deepEqual(
      cut.filter((fault) => !isCut(fault)),
      [],
    );
    visit.faults.splice(0, visit.faults.length, ...visit.faults.filter((fault) => !isCut(fault)));
    await release(product, subject);
    await visit.signOut();
    await visit.signIn('teacherOfEcole');
    await visit.go('/messages');
    await visit.sees(subject);
    assert.equal(await page.getByRole('link', { name: new RegExp(subject) }).count(), 1);
    await visit.signOut();
  },
  phone,
);
