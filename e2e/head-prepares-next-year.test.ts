import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { modules } from '../app/modules.ts';
import { buildClass, buildHead, buildPupil, buildSchool, buildTeacher } from '../modules/directory/builders.ts';
import { type Door, openDoor, openTestSession } from '../modules/identity/builders.ts';
import { identityModule } from '../modules/identity/register.ts';
import { SESSION_COOKIE } from '../modules/identity/sessions/authenticate.ts';
import { launchBrowser } from './browser.ts';
import { Visit } from './journey.ts';

/*
 * A year is prepared in June and opened in September, whatever the day on which journeys run: this one has a product of its own, whose
 * clock and the browser's say when it is.
 */

let browser: Browser;
let door: Door;
let origin: string;
const JUNE = '2027-06-15T07:30:00Z';
const AUGUST = '2027-08-30T07:30:00Z';

async function buildEcole() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École Marie-Pape-Carpantier' });
  const levels = [
    ['CP', '1121'],
    ['CE1', '1122'],
    ['CE2', '1123'],
    ['CM1', '1124'],
    ['CM2', '1125'],
  ] as const;
  for (const [level, levelCode] of levels) {
    const group = await buildClass(db, { school, label: `${level} A` });
    await buildTeacher(db, { classes: [group] });
    for (let rank = 0; rank < 24; rank += 1) await buildPupil(db, { class: group, levelCode });
  }
  return { school, head: await buildHead(db, { school, familyName: 'BENALI', givenName: 'Karim', title: 'M.' }) };
}

/** The head's telephone, on that day. */
async function telephone(personId: string, day: string): Promise<Visit> {
  door.clock.set(day);
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  await context.clock.setSystemTime(new Date(day));
  const token = await openTestSession(door.db, personId, door.clock);
  await context.addCookies([{ name: SESSION_COOKIE, value: token, url: origin }]);
  const product = { origin, databaseUrl: door.url, dataDir: '', people: [], password: '', query: async () => [] };
  return new Visit(product, await context.newPage());
}

describe('the next school year', () => {
  before(async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    origin = `http://localhost:${port}`;
    door = await openDoor({ publicUrl: origin, modules: modules.filter((module) => module !== identityModule) });
    await door.app.listen({ port, host: 'localhost' });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await door?.close();
  });

  test('a head prepares next year on a telephone in June, and opens it in August', { timeout: 240_000 }, async () => {
    const { school, head } = await buildEcole();
    const address = `/schools/${school.uai}`;
    const june = await telephone(head.id, JUNE);
    await june.go(address);
    await june.follow('Préparer l’année prochaine');
    await june.sees('Rien n’est encore préparé');
    await june.look();
    await june.press('Préparer l’année');
    await june.isTold('5 classes et 120 élèves');
    await june.sees(
      'CE1 A',
      'CM2 A',
      'Quittent l’établissement : 24 élèves',
      'rien ne change avant le 1er septembre 2027',
    );
    await june.look();
    await june.follow('CE1 A');
    await june.look();
    const elements = await june.page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(elements <= 900, `${elements} elements`);
    await june.page.getByRole('checkbox').nth(0).check();
    await june.page.getByRole('checkbox').nth(1).check();
    await june.page.getByLabel('Vers').selectOption({ label: 'CP A' });
    await june.page.getByLabel('Niveau', { exact: true }).selectOption({ label: 'Même niveau que cette année' });
    await june.press('Déplacer');
    await june.isTold('2 élèves sont déplacés');
    await june.press('Déplacer');
    await june.isTold('Cochez au moins un élève');
    await june.look();
    await june.go(`${address}/next-year`);
    await june.sees('2 élèves');
    await june.page.getByLabel('Nom de la classe').fill('CP-CE1');
    await june.press('Ajouter');
    await june.isTold('La classe est ajoutée');
    await june.goAndLook(`${address}/next-year/places/waiting`);
    await june.goAndLook(`${address}/next-year/places/leaving`);
    await june.goAndLook(`${address}/arrivals`);
    await june.goAndLook(`${address}/former-years`);
    assert.deepEqual([...june.faults, ...june.heard()], []);

    const august = await telephone(head.id, AUGUST);
    await august.go(`${address}/next-year`);
    await august.look();
    await august.page.getByRole('button', { name: 'Ouvrir l’année maintenant' }).click();
    await august.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    await august.sees('L’année est ouverte depuis le 30 août 2027');
    await august.look();
    await august.go(address);
    await august.follow('Années passées');
    await august.sees('Classes de 2026-2027');
    await august.look();
    await august.follow('CM2 A');
    await august.sees('sa liste se lit et ne change plus');
    await august.look();
    assert.deepEqual([...august.faults, ...august.heard()], []);
  });
});
