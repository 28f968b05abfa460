import { journey, Visit } from './journey.ts';

journey('a head sees Préau in a mother’s place with her consent, and she ends it', async (head) => {
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
    await head.signIn('headOfEcole');
    await mother.signIn('guardian');
    await head.go('/people?q=aminata');
    await head.follow(/Aminata DIALLO/);
    await head.follow('Demander à voir à sa place');
    await head.look();
    await head.page.getByLabel('Pourquoi ?').fill('Vous ne trouvez pas vos réglages, je regarde avec vous.');
    await head.press('Demander');
    await head.isTold('La demande est partie');
    await head.look();
    const view = new URL(head.page.url()).pathname;

    await mother.go('/');
    await mother.sees('On demande à voir Préau à votre place');
    await mother.look();
    await mother.follow('Répondre');
    await mother.sees('je regarde avec vous', 'Lisez ce code');
    await mother.look();
    await mother.press('J’accepte');
    await mother.isTold('Vous avez accepté');

    await head.go(view);
    await head.press('Commencer à regarder');
    await head.sees('Vous voyez Préau comme Aminata DIALLO le voit', 'Bonjour Mme DIALLO');
    await head.look();
    await head.go('/image-rights');
    await head.sees('Vous voyez Préau comme Aminata DIALLO le voit');

    await mother.go(view);
    await mother.sees('/image-rights');
    await mother.look();
    await mother.press('Arrêter maintenant');
    await mother.isTold('arrêté');

    await head.go('/');
    await head.sees('La vue est terminée');
    await head.look();
    await head.press('Revenir à mes pages');
    await head.sees('Pages vues');
    await head.look();
    await head.signOut();

    await mother.goAndLook('/account/contact');
    await mother.go('/account');
    await mother.follow(/Modifier : Prénom d’usage/);
    await mother.look();
    await mother.signOut();
    head.faults.push(...mother.faults, ...mother.heard());
  } finally {
    await context.close();
  }
});
