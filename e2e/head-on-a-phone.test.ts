import assert from 'node:assert/strict';
import { journey } from './journey.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

journey(
  'the head of an école follows the start of the year on a telephone: what is left, who teaches, whose sheet to print',
  async (visit) => {
    await visit.signIn('headOfEcole');
    await visit.goAndLook('/console');
    await visit.follow(/La rentrée en/);
    await visit.sees('Chaque classe a son enseignant', 'Les familles sont entrées');
    await visit.look();
    await visit.follow(/Rattacher|Voir qui enseigne/);
    await visit.sees('Qui enseigne dans chaque classe');
    await visit.look();
    await visit.go('/console/tables/people?kind=guardian&flag=never-connected');
    await visit.sees('Emporter la liste', 'Toute la liste');
    await visit.look();
    const elements = await visit.page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(elements <= 900, `${elements} elements`);
    await visit.page.getByRole('link', { name: 'Suivant' }).click();
    await visit.page.waitForURL(/after=/);
    await visit.sees('Précédent');
    await visit.goAndLook('/console/tables/groups');
    await visit.goAndLook('/console/journal');
    await visit.goAndLook('/journal');
    await visit.signOut();
  },
  phone,
);
