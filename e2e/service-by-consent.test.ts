import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { journey } from './journey.ts';

const SCHOOL = '0699212N';

/** A service of another house that says what it learnt about who comes. */
async function openClient(platform: string) {
  const server = createServer(async (request, response) => {
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calcul/`;
    const ticket = new URL(request.url ?? '/', own).searchParams.get('ticket');
    if (!ticket) {
      response.writeHead(302, { location: `${platform}/cas/login?service=${encodeURIComponent(own)}` }).end();
      return;
    }
    const query = new URLSearchParams({ service: own, ticket }).toString();
    const answer = await (await fetch(`${platform}/cas/serviceValidate?${query}`)).text();
    const name = /<cas:nom>([^<]*)</.exec(answer)?.[1] ?? 'personne';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="fr"><title>Calcul</title><h1>Bonjour ${name}</h1></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calcul/`;
  return { address, close: () => server.close().closeAllConnections() };
}

journey(
  'a teacher is asked before a service receives anything, agrees, finds it in “Mes accords”, and takes it back in one tap',
  async (visit) => {
    const client = await openClient(visit.product.origin);
    try {
      await visit.signIn('platform');
      await visit.go('/services/new');
      await visit.page.getByLabel(/^Nom du service/).fill('Calcul en ligne');
      await visit.page.getByLabel(/^À quoi sert-il/).fill('S’exercer au calcul mental.');
      await visit.page.getByLabel('Éditeur').fill('Éditions du Platane');
      await visit.page.getByLabel('Base légale').selectOption('consent');
      await visit.page.getByLabel('Enseignants').check();
      await visit.page.getByLabel(/^Adresse de la tuile/).fill(client.address);
      await visit.page.getByLabel(/^Adresses qui peuvent recevoir/).fill(`${client.address}*`);
      await visit.page.getByLabel('nom', { exact: true }).fill('nom');
      await visit.page.getByLabel('à plat, à côté de cas:user').check();
      await visit.press('Enregistrer');
      await visit.isTold('Le service est enregistré');
      await visit.signOut();
      await visit.signIn('headOfEcole');
      await visit.go(`/schools/${SCHOOL}/services`);
      await visit.follow(/Calcul en ligne/);
      await visit.press('Ouvrir le service');
      await visit.isTold('Le service est ouvert');
      await visit.signOut();

      await visit.signIn('teacherOfEcole');
      // The other house has a tab of its own: on our pages nothing may come from elsewhere.
      const tab = await visit.page.context().newPage();
      const here = (): string => new URL(tab.url()).pathname + new URL(tab.url()).search;
      const question = async (): Promise<void> => {
        await tab.goto(client.address);
        await tab.getByRole('heading', { name: 'Calcul en ligne demande votre accord' }).waitFor();
      };
      await question();
      await visit.go(here());
      await visit.sees('S’exercer au calcul mental.', 'Éditions du Platane', '12 mois');
      await visit.look();
      await visit.press('Je refuse');
      await visit.isTold('ce service ne reçoit plus rien');
      await question();
      await tab.getByRole('button', { name: 'J’accepte' }).click();
      await tab.getByRole('heading', { name: 'Bonjour ROUX' }).waitFor();
      await visit.goAndLook('/account/consents');
      await visit.sees('Accords en cours', 'Calcul en ligne');
      await visit.press('Retirer l’accord donné à Calcul en ligne');
      await visit.isTold('ce service ne reçoit plus rien');
      await visit.sees('Aucun accord en cours', 'Accord retiré');
      await visit.look();
      await question();
      await tab.close();
      await visit.goAndLook('/account/identity');
      await visit.go('/');
      await visit.signOut();
    } finally {
      client.close();
    }
  },
);
