import { doesNotMatch, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Visitor } from '../../platform/testing/browser.ts';
import { buildGuardian } from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { safetyModule } from '../safety/register.ts';
import { portalModule } from './register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, safetyModule, portalModule([directoryModule])] });
});
after(() => door.close());

const pages = ['/help', '/safety', '/legal-notice', '/privacy', '/accessibility', '/site-map'];

test('the pages of the law are open to all, in both languages, each with a title of its own', async () => {
  for (const language of ['fr', 'en']) {
    const visitor = new Visitor(door.app, { 'accept-language': language });
    const titles = new Set<string>();
    for (const address of pages) {
      const reply = await visitor.get(address);
      equal(reply.status, 200, address);
      match(reply.text, new RegExp(`<html lang="${language}"`));
      titles.add(/<title>([^<]+)/.exec(reply.text)?.[1] ?? '');
    }
    equal(titles.size, pages.length);
  }
});

test('the legal notice names who publishes and hosts the site, once the operator said it', async () => {
  match((await new Visitor(door.app).get('/legal-notice')).text, /la collectivité ou l’école qui le fait fonctionner/);
  const named = await openDoor({
    modules: [directoryModule, portalModule([directoryModule])],
    publisher: {
      publishedBy: 'Métropole des Tilleuls, 1 place du Préau, 69999 Rivesève, 01 99 00 00 00',
      director: 'Mme Ada MARTIN, présidente',
      hostedBy: undefined,
    },
  });
  try {
    const page = (await new Visitor(named.app).get('/legal-notice')).text;
    match(page, /Éditeur<\/dt><dd[^>]*>Métropole des Tilleuls, 1 place du Préau/);
    match(page, /Directeur ou directrice de la publication<\/dt><dd[^>]*>Mme Ada MARTIN/);
    doesNotMatch(page, /Hébergeur<|qui le fait fonctionner/);
  } finally {
    await named.close();
  }
});

test('the help speaks to pupils and adults alike', async () => {
  doesNotMatch(
    /<main[\s\S]*<\/main>/.exec((await new Visitor(door.app).get('/help')).text)?.[0] ?? 'vous',
    /\b(vous|votre|vos|tu|ton|ta|tes)\b/i,
  );
});

test('every one of them is in the footer, and on the map', async () => {
  const visitor = new Visitor(door.app);
  const map = (await visitor.get('/site-map')).text;
  const footer = /<footer[\s\S]*<\/footer>/.exec((await visitor.get('/help')).text)?.[0] ?? '';
  for (const address of pages) ok(footer.includes(`href="${address}"`), address);
  for (const address of pages.filter((path) => path !== '/site-map')) ok(map.includes(`href="${address}"`), address);
});

test('a child reads what is known of them in plain words', async () => {
  const visitor = new Visitor(door.app);
  match((await visitor.get('/privacy')).text, /Pour toi, élève/);
});

test('the map shows a signed-in person their own pages, a visitor the way in', async () => {
  const guardian = await signInAs(door, (await buildGuardian(door.db)).id);
  const inside = (await guardian.get('/site-map')).text;
  match(inside, /href="\/people"/);
  notEqual(inside.includes('href="/deliveries"'), true);
  match((await new Visitor(door.app).get('/site-map')).text, /href="\/sign-in"/);
});
