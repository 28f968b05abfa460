import { journey } from './journey.ts';

/** The school of the demonstration's head. */
const SCHOOL = '/schools/0699212N';

journey(
  'the head of an école, on a phone, adds a pupil, changes a class, entrusts a task and looks at duplicates',
  async (visit) => {
    await visit.signIn('headOfEcole');
    await visit.go(SCHOOL);
    await visit.sees('Gérer l’établissement');
    await visit.look();
    await visit.follow(/Ajouter une personne/);
    await visit.look();
    await visit.page.getByLabel('Nom', { exact: false }).first().fill('KOWALSKI');
    await visit.page.getByLabel('Prénom', { exact: false }).first().fill('Théo');
    await visit.page.getByLabel('Date de naissance').fill('2019-05-02');
    await visit.press('Ajouter');
    await visit.isTold('Théo KOWALSKI est maintenant dans votre établissement');
    await visit.look();
    await visit.follow(/Classe, départ, fonctions/);
    await visit.look();
    await visit.press('Changer de classe');
    await visit.isTold('La classe est changée');
    await visit.goAndLook(`${SCHOOL}/rights`);
    await visit.goAndLook(`${SCHOOL}/rights/new?q=roux`);
    await visit.follow(/Claire ROUX/);
    await visit.look();
    await visit.goAndLook(`${SCHOOL}/duplicates`);
    await visit.goAndLook(`${SCHOOL}/closed-accesses`);
    await visit.goAndLook(`${SCHOOL}/departures`);
    await visit.goAndLook(`${SCHOOL}/groups/new`);
  },
  { viewport: { width: 360, height: 780 } },
);

journey(
  'a guardian of three tries to join an account that is not hers: a sentence, and nothing joined',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.go('/account');
    await visit.follow(/Deux comptes/);
    await visit.sees('Vous garderez l’identifiant');
    await visit.look();
    await visit.page.getByLabel('Identifiant de l’autre compte').fill('personne.autre');
    await visit.page.getByRole('textbox', { name: 'Mot de passe de l’autre compte' }).fill('rien-de-tel');
    await visit.page.getByRole('button', { name: 'Réunir avec ce mot de passe' }).first().click();
    await visit.isTold('n’ouvrent aucun autre compte');
    await visit.look(['axe']);
  },
);
