import assert from 'node:assert/strict';
import sharp from 'sharp';
import { journey } from './journey.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** A photo of a yard, as a telephone gives it. */
const yard = (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: { r: 90, g: 150, b: 90 } } })
    .jpeg()
    .toBuffer();

journey(
  'the head of an école does the last steps of the start of the year on a telephone: the portal kept, its picture cut, a word of welcome',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.go('/console/rentree');
    await visit.sees(
      'La rentrée en 7 étapes',
      'Tout le monde est là',
      'Chaque élève a une classe',
      'Chaque classe a son enseignant',
      'Les fiches de connexion sont remises',
      'Les familles sont entrées',
      'Le portail est choisi',
      'Le mot d’accueil est publié',
    );
    await visit.look();

    await visit.follow(/Choisir le portail|Voir le portail/);
    const portal = new URL(page.url()).pathname;
    await visit.look();
    if (await page.getByRole('button', { name: 'Je garde tel quel' }).isVisible()) {
      await visit.press('Je garde tel quel');
      await visit.isTold('le portail est choisi pour cette année');
    }

    // The picture of the school, its frame moved by the keyboard alone.
    await page
      .getByLabel('Image', { exact: false })
      .and(page.locator('input[type="file"]'))
      .setInputFiles({
        name: 'cour.jpg',
        mimeType: 'image/jpeg',
        buffer: await yard(),
      });
    const frame = page.locator('input[name="frame"]');
    await page.getByLabel('De haut en bas').waitFor({ state: 'visible' });
    assert.equal(await frame.inputValue(), '0,167,1000');
    await page.getByLabel('Taille du cadre').focus();
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('ArrowLeft');
    await page.getByLabel('De haut en bas').press('Home');
    assert.equal(await frame.inputValue(), '25,0,950');
    // And by a finger: to the left as far as it goes.
    const shown = page.locator('.cropper-stage');
    await shown.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const stage = await shown.boundingBox();
    assert.ok(stage);
    await page.mouse.move(stage.x + stage.width / 2, stage.y + 20);
    await page.mouse.down();
    await page.mouse.move(stage.x + 2, stage.y + 20);
    await page.mouse.up();
    assert.match(await frame.inputValue(), /^0,0,950$/);
    await visit.look(['axe', 'targets', 'reflow']);
    await page.getByLabel('Ce que montre l’image').fill('La cour, vue du préau');
    await visit.press('Enregistrer l’image');
    await visit.isTold('C’est enregistré');
    const picture = page.getByRole('img', { name: 'La cour, vue du préau' });
    assert.ok(
      await picture.evaluate((img: HTMLImageElement) =>
        img.decode().then(() => img.naturalWidth === img.naturalHeight * 2),
      ),
    );

    await visit.go('/console/rentree');
    await visit.follow(/Écrire le mot d’accueil|Voir le mot d’accueil/);
    await visit.look();
    await page
      .getByLabel('Le mot', { exact: false })
      .and(page.locator('textarea'))
      .fill('Chères familles,\nbonne rentrée à tous.');
    await visit.press('Voir l’aperçu');
    await visit.sees('Rien n’est publié pour l’instant', 'bonne rentrée à tous.');
    await visit.look();
    await visit.press('Publier');
    await visit.isTold('Le mot d’accueil est publié');
    await visit.go('/console/rentree');
    await visit.sees('Publié cette année', 'Choisi pour cette année');
    await visit.look();

    // What this journey put there goes with it.
    await visit.go(`${portal}/welcome`);
    await visit.press('Retirer le mot');
    await visit.go(portal);
    await visit.press('Retirer l’image');
    await visit.signOut();
  },
  phone,
);

journey(
  'the head changes the class of two pupils chosen in the table: how many is said first, and nothing is done before',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.go('/console/tables/people?kind=pupil');
    const boxes = page.locator('input[name="id"]');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await visit.press('Changer de classe');
    await visit.sees('2 personnes. Rien n’est encore fait.', 'Changer 2 élèves de classe');
    await visit.look();
    await visit.follow('Revenir à la liste');
    await visit.open('École');
    await visit.follow(/CM2 M. BENALI/);
    await visit.follow('Trombinoscope');
    await visit.sees('Trombinoscope ·');
    await visit.look();
    await visit.signOut();
  },
  phone,
);
