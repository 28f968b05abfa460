import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { journey } from './journey.ts';

const SCHOOL = '0699212N';

/** A reading log of another house: who comes without a ticket is sent to the door, who comes with one is greeted. */
async function openClient(platform: string) {
  const told: string[] = [];
  const server = createServer(async (request, response) => {
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lecture/`;
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      told.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('logoutRequest') ?? '');
      response.end();
      return;
    }
    const ticket = new URL(request.url ?? '/', own).searchParams.get('ticket');
    if (!ticket) {
      response.writeHead(302, { location: `${platform}/cas/login?service=${encodeURIComponent(own)}` }).end();
      return;
    }
    const query = new URLSearchParams({ service: own, ticket }).toString();
    const answer = await (await fetch(`${platform}/cas/serviceValidate?${query}`)).text();
    const name = /<cas:nom>([^<]*)</.exec(answer)?.[1] ?? 'personne';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="fr"><title>Cahier</title><h1>Bonjour ${name}</h1></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lecture/`;
  return { address, told, close: () => server.close().closeAllConnections() };
}

const greeted = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name: `Bonjour ${name}` }).waitFor();

journey(
  'a teacher opens a service of another house from “Plus”, and is known there; after signing out, no more',
  async (visit) => {
    const client = await openClient(visit.product.origin);
    try {
      await visit.signIn('platform');
      await visit.goAndLook('/services');
      await visit.goAndLook('/services/new');
      await visit.page.getByLabel(/^Nom du service/).fill('Cahier de lecture');
      await visit.page.getByLabel(/^À quoi sert-il/).fill('Garder la trace des livres lus en classe.');
      await visit.page.getByLabel('Enseignants').check();
      await visit.page.getByLabel(/^Adresse de la tuile/).fill(client.address);
      await visit.page.getByLabel(/^Adresses qui peuvent recevoir/).fill(`${client.address}*`);
      await visit.page.getByLabel('nom', { exact: true }).fill('nom');
      await visit.page.getByLabel('à plat, à côté de cas:user').check();
      await visit.press('Enregistrer');
      await visit.isTold('Le service est enregistré');
      await visit.look();
      await visit.follow('Essayer avec une personne');
      await visit.look();
      await visit.signOut();

      await visit.signIn('headOfEcole');
      await visit.goAndLook(`/schools/${SCHOOL}/services`);
      await visit.follow(/Cahier de lecture/);
      await visit.look();
      await visit.press('Ouvrir le service');
      await visit.isTold('Le service est ouvert');
      await visit.signOut();

      // Signed out, straight to the service: the door says which one opens.
      const tab = await visit.page.context().newPage();
      await tab.goto(client.address);
      await tab.getByText('Vous allez ouvrir Cahier de lecture.').waitFor();
      await visit.go(new URL(tab.url()).pathname + new URL(tab.url()).search);
      await visit.look();
      await tab.getByLabel('Identifiant').fill(visit.loginOf('teacherOfEcole'));
      await tab.getByLabel('Mot de passe', { exact: false }).first().fill(visit.product.password);
      await tab.getByRole('button', { name: 'Se connecter', exact: true }).click();
      await tab.waitForURL((url) => url.pathname === '/charter' || url.href.startsWith(client.address));
      if (new URL(tab.url()).pathname === '/charter') {
        await tab.getByRole('checkbox').check();
        await tab.getByRole('button', { name: 'Continuer' }).click();
      }
      await greeted(tab, 'ROUX');

      // Signed in, by the tile: at once.
      await visit.go('/more');
      await visit.look();
      const tile = visit.page.getByRole('link', { name: /Cahier de lecture/ });
      assert.equal(await tile.getAttribute('href'), client.address);
      await tab.goto(client.address);
      await greeted(tab, 'ROUX');
      await visit.goAndLook('/account/services');
      await visit.sees('Cahier de lecture', 'Ouvert 2 fois en un an');
      await visit.goAndLook('/account');
      await visit.go('/');
      await visit.signOut();
      for (let tries = 0; client.told.length < 2 && tries < 300; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(client.told.length, 2, 'the service was told of the end of both its sessions');
      await tab.goto(client.address);
      await tab.getByText('Vous allez ouvrir Cahier de lecture.').waitFor();
      await tab.close();
    } finally {
      client.close();
    }
  },
);
