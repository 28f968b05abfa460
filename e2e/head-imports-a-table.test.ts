import { ondePupils, somePupils } from '../modules/directory/sent-tables/testing.ts';
import { journey, type Visit } from './journey.ts';

const file = (name: string, buffer: Buffer): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'text/csv',
  buffer,
});

async function choose(visit: Visit, name: string, bytes: Buffer): Promise<void> {
  await visit.page.getByLabel('Fichier').setInputFiles(file(name, bytes));
  await visit.press('Envoyer et comparer');
}

journey(
  'the head of an école imports pupils from ONDE at a desk, looks on a phone, and takes it back',
  async (visit) => {
    await visit.signIn('headOfEcole');
    await visit.open('École');
    await visit.follow('Importer un tableau');
    await visit.sees('Vous verrez d’abord ce qui changerait');
    await visit.look();
    // Not a table: the sentence says what to send, and nothing is kept.
    await choose(visit, 'photo.csv', Buffer.from('%PDF-1.7'));
    await visit.sees('n’est pas un tableau que nous savons lire');
    await visit.look();
    const pupils = somePupils(3).map((one, rank) => ({ ...one, familyName: ['ZAMPA', 'ZELLER', 'Z?UF'][rank] ?? '' }));
    await choose(visit, 'rentree.csv', ondePupils(pupils));
    await visit.sees('point-virgule', 'Windows / ISO-8859-1', 'Date de naissance');
    await visit.look();
    await visit.page.getByLabel('Une partie des élèves').check();
    await visit.press('Voir les différences');
    await visit.sees('ZAMPA', 'ZELLER', 'Une lettre a été perdue');
    await visit.look();
    await visit.page.setViewportSize({ width: 360, height: 740 });
    await visit.look();
    await visit.press('Appliquer 2 différences');
    await visit.isTold('2 différences appliquées');
    await visit.sees('Vous pouvez annuler jusqu’au');
    await visit.look();
    await visit.follow(/ZAMPA/);
    await visit.sees('ZAMPA');
    await visit.page.goBack();
    await visit.page.getByRole('button', { name: 'Annuler cet import' }).click();
    await visit.press('Oui, annuler l’import');
    await visit.sees('C’est annulé');
    await visit.look();
    await visit.goAndLook('/tables');
    await visit.sees('rentree.csv', 'Annulé');
  },
);
