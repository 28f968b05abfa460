import { journey } from './journey.ts';

journey('the CPE of a collège sees its counts, every class and every pupil', async (visit) => {
  await visit.signIn('cpe');
  await visit.sees('Bonjour Mme FERREIRA', 'Collège Rosa-Parks', '301');
  await visit.look();
  await visit.open('Collège');
  await visit.sees('CLASSE 5B');
  await visit.look();
  await visit.follow(/CLASSE 5B/);
  await visit.sees('Ibrahim DIALLO');
  await visit.look();
  await visit.follow('Ibrahim DIALLO');
  await visit.sees('Aminata DIALLO');
  await visit.look();
  await visit.goAndLook('/people?q=ibrahim+dial');
  await visit.sees('Ibrahim DIALLO');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});
