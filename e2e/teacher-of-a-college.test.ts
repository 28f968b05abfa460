import { journey } from './journey.ts';

journey('a teacher of a collège sees the classes taught, and a pupil’s page', async (visit) => {
  await visit.signIn('teacherOfCollege');
  await visit.sees('Bonjour M. PETIT', 'CLASSE 5B', 'CLASSE 6A');
  await visit.look();
  await visit.follow(/CLASSE 5B/);
  await visit.sees('Ibrahim DIALLO');
  await visit.look();
  await visit.follow('Ibrahim DIALLO');
  await visit.sees('CLASSE 5B');
  await visit.look();
  await visit.open('Collège');
  await visit.look();
  await visit.goAndLook('/people?q=ibrahim');
  await visit.sees('Ibrahim DIALLO');
  await visit.lacks('Awa DIALLO');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});
