import assert from 'node:assert/strict';
import { journey, type Visit } from './journey.ts';

/** Phones of a pupil and of a parent. */
const PHONE = { viewport: { width: 360, height: 740 } };

/** From any page: the own menu, then the panel. */
async function openPanel(visit: Visit): Promise<void> {
  await visit.page.locator('header summary').last().click();
  await visit.follow('Besoin d’aide ? Signaler');
}

journey(
  'a pupil on a phone reports in two taps, school life takes it in charge and answers, the pupil reads it',
  async (visit) => {
    await visit.signIn('pupilOfCollege');
    await openPanel(visit);
    await visit.sees('lu par', 'Sofia FERREIRA', 'Appeler le 3018', 'Appeler le 119');
    await visit.look();
    await visit.follow('Signaler quelque chose');
    await visit.look();
    await visit.press('Envoyer');
    await visit.isTold('Choisis une réponse');
    await visit.look();
    await visit.page.getByLabel('Un ou plusieurs élèves').check();
    await visit.page.getByLabel('Que se passe-t-il ?').fill('Deux garçons me prennent mon goûter tous les jours.');
    await visit.page.getByLabel('C’est urgent').check();
    await visit.press('Envoyer');
    await visit.isTold('Tu as bien fait');
    await visit.sees('Ce qui se passe ensuite', 'mon goûter');
    await visit.look();
    const mine = new URL(visit.page.url()).pathname;
    await visit.goAndLook('/safety/reports');
    await visit.signOut();

    await visit.signIn('cpe');
    await visit.goAndLook('/safety/queue');
    await visit.follow(/mon goûter/);
    await visit.sees('Ibrahim DIALLO', 'La chaîne des scellés est entière');
    await visit.look();
    await visit.press('Je m’en occupe');
    await visit.isTold('C’est noté');
    await visit.page.locator('summary').filter({ hasText: 'Terminer' }).click();
    await visit.page
      .getByLabel('Ce qui a été fait, pour la personne')
      .fill('Je les ai vus. Viens me dire si cela revient.');
    await visit.press('Terminer');
    await visit.isTold('C’est noté');
    await visit.goAndLook('/safety/queue?closed=yes');
    await visit.signOut();

    await visit.signIn('pupilOfCollege');
    await visit.go(mine);
    await visit.sees('Quelqu’un s’en occupe', 'Viens me dire si cela revient');
    await visit.look();
    await visit.signOut();
  },
  PHONE,
);

journey(
  'a mother reports about the head: it leaves the school, the head finds nothing of it, the platform reads it',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.go('/safety/report');
    await visit.page.getByLabel('Où cela se passe').selectOption({ label: 'École élémentaire Germaine Tillion' });
    await visit.page.getByLabel('Un adulte qui travaille dans l’établissement').check();
    await visit.page.getByLabel('Que se passe-t-il ?').fill('Le directeur a crié sur les petits sous le préau.');
    await visit.press('Envoyer');
    await visit.isTold('C’est envoyé');
    await visit.sees('L’établissement ne le lit pas');
    const id = new URL(visit.page.url()).pathname.split('/').at(-1) ?? '';
    await visit.signOut();

    await visit.signIn('headOfEcole');
    await visit.go('/safety/queue');
    await visit.lacks('sous le préau');
    const reply = await visit.page.request.get(`${visit.product.origin}/safety/queue/${id}`);
    assert.equal(reply.status(), 404);
    await visit.signOut();

    await visit.signIn('platform');
    await visit.go('/safety/queue');
    await visit.follow(/sous le préau/);
    await visit.sees('Aminata DIALLO', 'Hors de l’établissement');
    await visit.look();
    await visit.signOut();
  },
  PHONE,
);

journey('the head asks a class about a day at the museum, and a mother answers in one tap', async (visit) => {
  await visit.signIn('headOfEcole');
  await visit.open('École');
  await visit.follow(/CM2 M. BENALI/);
  await visit.follow('Droit à l’image');
  await visit.look();
  await visit.follow('Demander pour une occasion');
  await visit.look();
  await visit.page.getByLabel('Occasion', { exact: false }).first().fill('Journée au musée des Tilleuls');
  await visit.page.getByLabel('Photos et vidéos').check();
  await visit.page.getByLabel('Où ce sera montré').selectOption('public');
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await visit.page.getByLabel('Jour de l’occasion').fill(day(10));
  await visit.page.getByLabel('Montré jusqu’au').fill(day(40));
  await visit.press('Demander aux familles');
  await visit.isTold('La demande part aux familles');
  await visit.sees('Awa DIALLO', 'Sans réponse');
  await visit.look();
  await visit.signOut();

  await visit.signIn('guardian');
  await visit.goAndLook('/image-rights');
  await visit.sees('Journée au musée des Tilleuls');
  await visit.press('J’accepte pour Awa DIALLO : Journée au musée des Tilleuls');
  await visit.isTold('Vous pouvez changer d’avis');
  await visit.goAndLook('/image-rights?kind=voice');
  await visit.signOut();
});

journey('who cannot read yet finds help in pictures', async (visit) => {
  await visit.goAndLook('/safety/little');
});
