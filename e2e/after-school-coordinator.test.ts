import { birthYear, journey } from './journey.ts';

journey(
  'an after-school coordinator sees who stays at canteen, care and study, and no family’s data',
  async (visit) => {
    await visit.signIn('afterSchool');
    await visit.sees('Bonjour Mme LOPES', 'Cantine', '114', 'Étude');
    await visit.look();
    await visit.open('Établissements');
    await visit.sees('École élémentaire Germaine Tillion');
    await visit.lacks('Collège Rosa-Parks');
    await visit.look();
    await visit.follow(/CM2 M. BENALI/);
    await visit.sees('Awa DIALLO');
    await visit.look();
    await visit.follow('Awa DIALLO');
    await visit.lacks(`8 mars ${birthYear(10)}`);
    await visit.look();
    await visit.open('Plus');
    await visit.look();
    await visit.goAndLook('/account/sessions');
    await visit.signOut();
  },
);
