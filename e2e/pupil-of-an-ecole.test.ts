import { journey } from './journey.ts';

journey('a pupil of CM2 sees the class and the school, and nobody else’s', async (visit) => {
  await visit.signIn('pupilOfEcole');
  await visit.sees('Bonjour Awa', 'CM2 M. BENALI', 'École élémentaire Germaine Tillion');
  await visit.look();
  await visit.open('Ma classe');
  await visit.sees('CM2 M. BENALI', 'Élise AUBERT');
  await visit.lacks('Aminata DIALLO', 'vérifier');
  await visit.look();
  await visit.open('École');
  await visit.sees('0699212N');
  await visit.look();
  await visit.goAndLook('/people?q=dia');
  await visit.lacks('Noé DIALLO', 'Ibrahim DIALLO');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account');
  await visit.signOut();
});
