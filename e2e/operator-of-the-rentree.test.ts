import assert from 'node:assert/strict';
import { journey } from './journey.ts';

journey(
  'a Métropole administrator follows the start of the year of every school and reads the journal',
  async (visit) => {
    await visit.signIn('platform');
    await visit.go('/console');
    await visit.sees('La rentrée de tous les établissements');
    await visit.look();
    await visit.follow(/La rentrée de tous les établissements/);
    await visit.sees('École élémentaire Germaine Tillion', 'sur 7');
    await visit.look();
    const elements = await visit.page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(elements <= 900, `${elements} elements`);
    await visit.goAndLook('/console/journal');
    await visit.signOut();
  },
);
