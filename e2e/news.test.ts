import assert from 'node:assert/strict';
import { jpegOf } from '../platform/pictures/testing.ts';
import { journey, type Visit } from './journey.ts';

const phone = { viewport: { width: 360, height: 740 } };

/** Chooses a photo as from the device's own gallery, and waits until it is here. */
async function choosePhoto(visit: Visit): Promise<void> {
  await visit.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cour.jpg', mimeType: 'image/jpeg', buffer: await jpegOf(1600, 1200) });
  await visit.page.locator('input[type=hidden][name=filesIds]').first().waitFor({ state: 'attached' });
}

const publishButton = (visit: Visit) => visit.page.locator('main form button[name=do][value=publish]');

journey(
  'on a phone, a teacher tells her class something with a photo in five taps; a child whose family has not answered is named, and nothing is shown',
  async (visit) => {
    await visit.signIn('teacherOfEcole');
    await visit.goAndLook('/news');
    let taps = 0;
    const tap = async (act: () => Promise<unknown>): Promise<void> => {
      taps += 1;
      await act();
    };
    await tap(() => visit.follow('Publier'));
    await visit.look();
    await tap(() => choosePhoto(visit));
    await tap(() => visit.page.getByLabel('Personne qu’on puisse reconnaître').check());
    await tap(async () => {
      await publishButton(visit).click();
      await visit.page.waitForURL(/\/news\/[0-9a-f-]{36}$/);
    });
    assert.ok(taps <= 5, `${taps} taps`);
    await visit.sees('Sera publié');
    await visit.page.locator('.gallery img').waitFor();
    await visit.look();
    // It is taken back while nobody has seen it, and thrown away.
    await visit.press('Annuler');
    await visit.page.waitForURL(/\/change$/);
    await visit.look();
    await visit.page.getByText('Un ou plusieurs enfants').click();
    // Whatever other families said: of six children, one has nobody who answered.
    for (const box of (await visit.page.locator('input[name=children]').all()).slice(0, 6)) await box.check();
    await publishButton(visit).click();
    await visit.sees('l’autorisation manque pour');
    await visit.look();
    await visit.goAndLook('/news/mine');
    await visit.page.locator('main li', { hasText: 'Brouillon' }).filter({ hasText: 'Photos' }).first().waitFor();
    await visit.signOut();
  },
  phone,
);

journey(
  'on a phone, a mother reads what the schools of her children tell, answers a question, says that she has read, keeps a date; outside, anybody reads the public news alone',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.goAndLook('/news');
    await visit.sees('Nos semis ont germé', 'familles et élèves', 'périscolaire');
    await visit.follow('Le goûter de fin d’année');
    await visit.look();
    await visit.page.getByLabel('Un gâteau').check();
    await visit.press('Répondre');
    await visit.isTold('Votre réponse est enregistrée');
    await visit.go('/news');
    await visit.follow('La piscine, chaque jeudi');
    await visit.press('J’ai lu');
    await visit.sees('Vous avez dit l’avoir lu');
    await visit.look();
    await visit.go('/news');
    await visit.follow('Conseil d’école');
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name: 'Ajouter à mon agenda' }).click();
    assert.match((await download).suggestedFilename(), /\.ics$/);
    await visit.signOut();
    await visit.goAndLook('/s/0699212N/news');
    await visit.sees('Marché des enfants');
    await visit.lacks('Conseil d’école', 'piscine');
    await visit.follow('Marché des enfants');
    await visit.look();
  },
  phone,
);
