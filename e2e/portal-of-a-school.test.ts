import assert from 'node:assert/strict';
import { journey } from './journey.ts';

const phone = { viewport: { width: 360, height: 740 } };

journey(
  'on a phone, the head offers a link to families, puts it first by keyboard, and looks as a parent would',
  async (visit) => {
    await visit.signIn('headOfEcole');
    await visit.goAndLook('/schools/0699212N/portal');
    await visit.follow('Ajouter un lien');
    await visit.page.getByLabel(/^Nom/).fill('Médiathèque');
    await visit.page.getByLabel(/^Adresse/).fill('https://mediatheque.invalid/');
    await visit.look();
    await visit.press('Enregistrer');
    await visit.page.waitForURL(/\/portal$/);
    const names = visit.page.locator('.sortable-words a');
    const place = async (): Promise<number> => (await names.allTextContents()).indexOf('Médiathèque');
    for (let rank = await place(); rank > 0; rank -= 1) {
      await visit.page.getByRole('button', { name: 'Monter Médiathèque' }).press('Enter');
      await names
        .nth(rank - 1)
        .filter({ hasText: 'Médiathèque' })
        .waitFor();
    }
    assert.equal(await place(), 0);
    await visit.look();
    await visit.follow('Parents');
    await visit.sees('Comme un parent', 'Médiathèque');
    await visit.look();
    await visit.goAndLook('/banners');
    await visit.goAndLook('/s/0699212N');
    await visit.go('/schools/0699212N/portal');
    await visit.follow('Médiathèque');
    await visit.look();
    await visit.press('Retirer ce lien');
    await visit.sees('Le lien est retiré');
    await visit.signOut();
  },
  phone,
);
