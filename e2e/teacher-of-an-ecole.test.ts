import { journey } from './journey.ts';

journey('a teacher of an école sees the class taught, its pupils and the school', async (visit) => {
  await visit.signIn('teacherOfEcole');
  await visit.sees('Bonjour Mme ROUX', 'Mes classes', 'CP Mme ROUX');
  await visit.look();
  await visit.follow(/CP Mme ROUX/);
  await visit.sees('Noé DIALLO');
  await visit.look();
  await visit.follow('Noé DIALLO');
  await visit.look();
  await visit.open('École');
  await visit.look();
  await visit.goAndLook('/people?q=noe');
  await visit.sees('Noé DIALLO');
  await visit.lacks('Ibrahim DIALLO');
  await visit.open('Classes');
  await visit.look();
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});
