import { journey } from './journey.ts';

journey('a pupil of a collège sees the class, its teachers and the collège', async (visit) => {
  await visit.signIn('pupilOfCollege');
  await visit.sees('Bonjour Ibrahim', 'CLASSE 5B', 'M. PETIT');
  await visit.look();
  await visit.follow('M. PETIT');
  await visit.sees('Julien PETIT');
  await visit.look();
  await visit.open('Ma classe');
  await visit.sees('CLASSE 5B');
  await visit.look();
  await visit.open('Collège');
  await visit.look();
  await visit.goAndLook('/people?q=petit');
  await visit.sees('PETIT');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});
