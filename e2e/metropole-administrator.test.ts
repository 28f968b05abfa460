import { journey } from './journey.ts';

journey('a Métropole administrator sees the territory, its deliveries and its queue', async (visit) => {
  await visit.signIn('platform');
  await visit.sees('Bonjour M. VIDAL', 'Le territoire', 'Dernières livraisons de l’annuaire');
  await visit.look();
  await visit.open('Établissements');
  await visit.sees('Collège Rosa-Parks', 'Mions');
  await visit.look();
  await visit.follow('Collège Rosa-Parks');
  await visit.look();
  await visit.open('Livraisons');
  await visit.sees('Premier degré', 'Appliquée');
  await visit.look();
  await visit.page.locator('main table a').first().click();
  await visit.page.waitForURL(/\/deliveries\/./);
  await visit.look();
  await visit.goAndLook('/people?q=diallo');
  await visit.goAndLook('/operations/jobs');
  await visit.goAndLook('/rights');
  await visit.goAndLook('/rights?by=right');
  await visit.goAndLook('/developers');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});
