import { URI } from 'otpauth';
import { journey } from './journey.ts';

journey(
  'the after-school coordinator adds a second factor, comes back with a recovery code, and removes it',
  async (visit) => {
    await visit.signIn('afterSchool');
    await visit.goAndLook('/account/reading');
    await visit.goAndLook('/account/second-factor');
    await visit.press('Ajouter une application');
    const key = visit.page.locator('main dd code');
    await key.waitFor();
    await visit.look();
    const totp = URI.parse(`otpauth://totp/Preau?secret=${(await key.innerText()).replaceAll(' ', '')}`);
    await visit.page.getByLabel(/Code affiché/).fill(totp.generate());
    await visit.press('Mettre en place');
    const code = visit.page.locator('.code-list code').first();
    await code.waitFor();
    await visit.look();
    const recovery = await code.innerText();
    await visit.signOut();
    await visit.go('/sign-in');
    await visit.page.getByLabel('Identifiant').fill(visit.loginOf('afterSchool'));
    await visit.page.getByLabel('Mot de passe').first().fill(visit.product.password);
    await visit.press('Se connecter');
    await visit.page.waitForURL(/\/sign-in\/code/);
    await visit.look();
    await visit.page.getByLabel(/^Code/).fill(recovery);
    await visit.press('Continuer');
    await visit.sees('Bonjour Mme LOPES');
    await visit.go('/account/second-factor');
    await visit.press('Retirer la double vérification');
    await visit.sees('La double vérification est retirée');
    await visit.signOut();
  },
);
