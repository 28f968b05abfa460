import { journey } from './journey.ts';

journey('a municipal agent sees the schools of the commune in figures, and nobody by name', async (visit) => {
  await visit.signIn('commune');
  await visit.sees('Bonjour Mme GARNIER', 'École maternelle Les Lucioles', 'Corbas');
  await visit.lacks('Les Grands Chênes', 'Mions');
  await visit.look();
  await visit.follow('École élémentaire Germaine Tillion');
  await visit.sees('En chiffres', 'Élèves');
  await visit.lacks('DIALLO');
  await visit.look();
  await visit.open('Établissements');
  await visit.look();
  await visit.goAndLook('/people?q=diallo');
  await visit.lacks('Awa DIALLO');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});
