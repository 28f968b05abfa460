import assert from 'node:assert/strict';
import { URI } from 'otpauth';
import { journey, Visit } from './journey.ts';

journey(
  'an agent of the commune reads what a mother lets her reuse, the mother sees it and takes it back, and the agent reads no more',
  async (agent) => {
    const browser = agent.page.context().browser();
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
    const mother = new Visit(agent.product, await context.newPage());
    try {
      await agent.signIn('commune');
      await agent.go('/account/second-factor');
      await agent.press('Ajouter une application');
      const key = await agent.page.locator('main dd code').innerText();
      const application = URI.parse(`otpauth://totp/Preau?secret=${key.replaceAll(' ', '')}`);
      await agent.page.getByLabel(/Code affiché/).fill(application.generate());
      await agent.press('Mettre en place');
      await agent.page.locator('.code-list code').first().waitFor();
      await agent.goAndLook('/reuse');
      await agent.sees('Aucune demande');
      await agent.follow('Nouvelle demande');
      await agent.look();
      await agent.press('Demander aux familles');
      await agent.sees('Choisissez au moins une information.');
      await agent.look();
      await agent.page.getByLabel(/^Nom du service/).fill('Inscription à la cantine');
      await agent.page.getByLabel(/^Pour quoi faire/).fill('Inscrire les enfants sans redemander leur classe.');
      await agent.page.getByLabel(/^Qui pourra lire/).fill('Les agents des affaires scolaires.');
      await agent.page.getByLabel(/^enfants scolarisés/).check();
      await agent.page.getByLabel(/^téléphones/).check();
      await agent.press('Demander aux familles');
      await agent.isTold('La demande est envoyée');
      await agent.sees('personne n’accepte encore');
      await agent.look();
      const request = new URL(agent.page.url()).pathname;
      await agent.page.getByLabel(/^Nom de famille/).fill('diallo');
      await agent.press('Lire');
      await agent.sees('Personne ne correspond');
      await agent.look();

      await mother.signIn('guardian');
      await isTold(mother);
      await mother.go('/');
      await mother.sees('Votre commune vous pose une question');
      await mother.look();
      await mother.follow('Lire et répondre');
      await mother.sees('Inscrire les enfants sans redemander leur classe.', 'Qui pourra lire', '12 mois');
      await mother.look();
      await mother.press('J’accepte');
      await mother.isTold('Votre accord est enregistré');
      await mother.sees('Personne n’a encore rien lu');
      await mother.look();

      await agent.go(request);
      await agent.sees('1 personne accepte');
      await agent.page.getByLabel(/^Nom de famille/).fill('Diallo');
      await agent.press('Lire');
      await agent.sees('Aminata DIALLO', 'Awa DIALLO', 'Cette lecture est notée');
      await agent.look();

      await mother.go('/account');
      await mother.look();
      await mother.follow(/Dites-le-nous une fois/);
      await mother.sees('Accord en cours');
      await mother.look();
      await mother.follow(/Inscription à la cantine/);
      await mother.sees('Hélène GARNIER a lu');
      await mother.look();
      await mother.press('Retirer mon accord');
      await mother.isTold('ce service ne lit rien');
      await mother.look();

      await agent.go(request);
      await agent.page.getByLabel(/^Nom de famille/).fill('diallo');
      await agent.press('Lire');
      await agent.sees('Personne ne correspond');
      await agent.lacks('Aminata', 'Awa');
      await agent.go(request);
      await agent.page.getByRole('button', { name: 'Mettre fin à la demande' }).click();
      await agent.press('Mettre fin');
      await agent.isTold('La demande est terminée');
      await agent.look();
      await agent.go('/account/second-factor');
      await agent.press('Retirer la double vérification');
      await agent.sees('La double vérification est retirée');
      await agent.signOut();

      await mother.goAndLook('/account/identity');
      await mother.sees('DIALLO', 'Annuaire académique');
      await mother.go('/account');
      await mother.signOut();
      agent.faults.push(...mother.faults, ...mother.heard());
    } finally {
      await context.close();
    }
  },
);

/** Families are told by the worker, a moment later. */
async function isTold({ product }: Visit): Promise<void> {
  const told = (): Promise<{ told: number }[]> =>
    product.query(
      `select count(*)::int as told from directory.tellings t join directory.persons p on p.id = t.person_id
       where t.code = 'reuse-asked' and t.seen_at is null and p.given_name = 'Aminata' and p.family_name = 'DIALLO'`,
    );
  for (let tries = 0; (await told())[0]?.told === 0 && tries < 300; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(((await told())[0]?.told ?? 0) > 0, 'the mother is told');
}
