import { birthYear, journey } from './journey.ts';

journey('the head of an école sees the school, its classes and who remains to be checked', async (visit) => {
  await visit.signIn('headOfEcole');
  // How many pupils depends on the journeys before: another one enters a pupil.
  await visit.sees('Bonjour M. BENALI', 'Responsables à vérifier', 'Parents et responsables');
  await visit.look();
  await visit.open('École');
  await visit.sees('0699212N', 'Adultes de l’établissement');
  await visit.look();
  await visit.follow(/CM2 M. BENALI/);
  await visit.sees('Awa DIALLO', 'Mère');
  await visit.look();
  await visit.follow('Awa DIALLO');
  await visit.sees(`8 mars ${birthYear(10)}`, 'Moussa DIALLO', 'awa.diallo');
  await visit.look();
  await visit.go('/people?q=dia');
  await visit.sees('Noé DIALLO');
  await visit.lacks('Ibrahim DIALLO');
  await visit.look();
  await visit.open('Plus');
  await visit.look();
  await visit.follow(/Qui peut faire quoi/);
  await visit.look();
  await visit.goAndLook('/site-map');
  await visit.goAndLook('/account');
  await visit.goAndLook('/account/password');
  await visit.goAndLook('/account/tokens');
  await visit.goAndLook('/charter');
  await visit.goAndLook('/account/sessions');
  await visit.sees('Cet appareil');
  await visit.signOut();
});
