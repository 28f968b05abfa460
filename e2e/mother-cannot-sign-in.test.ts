import { journey, Visit } from './journey.ts';

journey('a mother cannot sign in, reads her number out, and the head tells her why', async (head) => {
  const browser = head.page.context().browser();
  const context = await browser?.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  if (!context) throw new Error('no second browser');
  context.setDefaultTimeout(20_000);
  const mother = new Visit(head.product, await context.newPage());
  try {
    await mother.go('/sign-in');
    await mother.page.getByLabel('Identifiant').fill(mother.loginOf('guardian'));
    await mother.page.getByLabel('Mot de passe', { exact: false }).first().fill('celui-d-educonnect');
    await mother.press('Se connecter');
    await mother.follow('Pourquoi ça ne marche pas ?');
    await mother.sees('Votre numéro d’aide', 'Valable jusqu’à');
    await mother.look();
    const number = await mother.page.locator('.printed-phrase').innerText();

    await head.signIn('headOfEcole');
    await head.goAndLook('/sign-in-doctor');
    await head.page.getByLabel('Identifiant ou adresse confirmée').fill('personne.du-tout');
    await head.press('Chercher');
    await head.sees('Personne à votre portée');
    await head.look();
    await head.page.getByLabel('Identifiant ou adresse confirmée').fill(mother.loginOf('guardian'));
    await head.press('Chercher');
    await head.look();
    await head.page.getByLabel('Numéro lu par la personne').fill(number);
    await head.press('Regarder');
    await head.sees('Ajoutez une raison');
    await head.look();
    await head.page.getByLabel('Numéro de la demande, ou raison').fill('Demande 4821, la mère appelle');
    await head.press('Regarder');
    await head.sees('L’identifiant est bon, mais le mot de passe était faux', 'mot de passe : mot de passe faux');
    await head.look();

    await mother.signIn('guardian');
    await mother.go('/account/connections');
    await mother.sees('Aide à la connexion', 'Demande 4821', 'mot de passe faux');
    await mother.look();
    await mother.goAndLook('/services/pronote');

    await head.go('/people?q=aminata');
    await head.follow(/Aminata DIALLO/);
    await head.follow('Fermer les sessions');
    await head.sees('ouverte');
    await head.look();
    await head.follow('Revenir');
    await head.signOut();
    await mother.signOut();
    head.faults.push(...mother.faults, ...mother.heard());
  } finally {
    await context.close();
  }
});
