import assert from 'node:assert/strict';
import { journey, type Visit } from './journey.ts';

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** The file behind a link of the page, asked for with the person's own cookies. */
async function fileOf(visit: Visit, name: string | RegExp): Promise<{ readonly type: string; readonly bytes: Buffer }> {
  const link = visit.page.getByRole('link', { name }).first();
  const href = await link.getAttribute('href');
  assert.ok(href, `a link ${name}`);
  const answer = await visit.page.request.get(new URL(href, visit.page.url()).href);
  assert.equal(answer.status(), 200);
  return { type: answer.headers()['content-type'] ?? '', bytes: await answer.body() };
}

/** Chooses the language in which texts of schools are read, on the page of one of them. */
async function readsIn(visit: Visit, language: string): Promise<void> {
  await visit.page.getByText('Lire dans une autre langue').click();
  await visit.page.getByRole('combobox', { name: 'Langue de lecture' }).selectOption({ label: language });
  await visit.press('Lire dans cette langue');
}

journey(
  'a mother of three signs a note in a few taps on her telephone, answers another, reads one in Arabic, tells the school of an absence, and switches to English',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.look();
    // How full the home is depends on the day: its three first things to do may be others.
    await visit.open('Plus');
    await visit.follow('Carnet de liaison');
    await visit.follow(/Sortie au musée jeudi, Noé DIALLO/);
    await visit.sees('Prévoir', 'Pour Noé DIALLO');
    await visit.look();
    await visit.page.getByRole('button', { name: 'J’autorise Noé DIALLO', exact: true }).click();
    await visit.isTold('C’est signé.');
    await visit.sees('Vous avez signé le');
    const proof = await fileOf(visit, 'La preuve (PDF)');
    assert.equal(proof.type, 'application/pdf');
    assert.equal(proof.bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    await visit.goAndLook('/notes');
    await visit.sees('À signer', 'Déjà vus', 'Sortie au musée jeudi');
    await visit.page.getByRole('link', { name: 'Ibrahim', exact: true }).click();
    await visit.page.waitForURL(/child=/);
    await visit.lacks('Sortie au musée jeudi');
    await visit.page.getByRole('heading', { name: 'Rencontre parents-professeurs' }).waitFor();
    await visit.follow('À signer');
    await visit.page.getByRole('radio', { name: 'Jeudi à 18 h' }).check();
    await visit.page.getByRole('button', { name: /^Signer et envoyer/ }).click();
    await visit.isTold('C’est signé.');
    await visit.look();
    await visit.go('/notes');
    await visit.follow(/^Poux/);
    await visit.sees('Il y a des poux dans la classe.');
    await readsIn(visit, 'العربية');
    await visit.sees('non relue', 'Il y a des poux dans la classe.');
    const arabic = visit.page.locator('[lang="ar"] p').filter({ hasText: 'يوجد قمل في القسم' });
    assert.equal(await arabic.evaluate((paragraph) => getComputedStyle(paragraph).direction), 'rtl');
    await visit.look();
    await visit.follow('Carnet de liaison');
    await visit.follow(/^Poux/);
    await visit.sees('يوجد قمل في القسم');
    // The other journeys of this person read French.
    await readsIn(visit, 'Français');
    await visit.lacks('يوجد قمل في القسم');
    await visit.goAndLook('/family-words');
    await visit.page.getByRole('radio', { name: 'Awa', exact: true }).check();
    await visit.page.getByLabel('Votre mot').fill('Awa ira chez le médecin, elle arrivera à 10 h.');
    await visit.press('Envoyer à l’école');
    await visit.isTold('C’est envoyé à l’école.');
    await visit.sees('Awa ira chez le médecin', 'Pas encore lu');
    await visit.go('/account/language');
    await visit.page.getByRole('radio', { name: 'English' }).check();
    await visit.page.locator('main').getByRole('button').last().click();
    await visit.sees('Language');
    await visit.go('/notes');
    await visit.sees('Liaison book', 'To sign');
    // The other journeys of this person read French.
    await visit.go('/account/language');
    await visit.page.getByRole('radio', { name: 'Français' }).check();
    await visit.page.locator('main').getByRole('button').last().click();
    await visit.sees('Langue');
  },
  PHONE,
);

journey(
  'a teacher writes a note from the class page, sees who signed, asks the others again and ticks what came back on paper',
  async (visit) => {
    await visit.signIn('teacherOfEcole');
    await visit.open('Classes');
    await visit.follow('Écrire un mot');
    await visit.look();
    await visit.page.getByText('Partir d’un modèle').click();
    await visit.follow('Matériel');
    await visit.page.getByLabel('Titre', { exact: false }).first().fill('Une boîte à chaussures');
    await visit.page.getByRole('button', { name: /^Envoyer/ }).click();
    await visit.sees('Une boîte à chaussures', 'À relancer');
    await visit.look();
    await visit.open('Classes');
    await visit.follow('Mots aux familles');
    await visit.look();
    await visit.follow(/Attestation d’assurance/);
    await visit.sees('sur', 'Rendu sur papier, noté le');
    await visit.look();
    await visit.page
      .getByRole('button', { name: /^Rendu sur papier pour/ })
      .first()
      .click();
    await visit.isTold('C’est noté.');
    const relaunch = visit.page.getByRole('button', { name: /^Relancer/ });
    await relaunch.click();
    await visit.isTold('relancé');
    await visit.page.getByText('Fichiers', { exact: true }).click();
    const proof = await fileOf(visit, 'Preuve (PDF)');
    assert.equal(proof.bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    await visit.goAndLook('/family-words/received');
    await visit.sees('Noé DIALLO');
    await visit.page
      .getByRole('button', { name: /^J’ai lu le mot pour Noé DIALLO/ })
      .first()
      .click();
    await visit.isTold('C’est noté');
    await visit.signOut();
    await visit.signIn('headOfEcole');
    await visit.go('/notes/sent');
    await visit.look();
    await visit.follow(/Classe de découverte en mars/);
    await visit.sees('Tous les responsables signent', 'Moussa DIALLO : signé');
    await visit.look();
    await visit.go('/notes/sent');
    await visit.follow('Qui signe les mots');
    await visit.look();
    await visit.signOut();
  },
);
