import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { listenTo, type looks, pageFaults } from './page-check.ts';

/** A page without a fault; each test puts one into it. */
const body = `
<a class="skip" href="#content">Aller au contenu</a>
<header><a class="target" href="/">Préau</a></header>
<nav aria-label="Principale"><a class="target" href="/a">Aujourd’hui</a> <a class="target" href="/b">Annuaire</a></nav>
<main id="content" tabindex="-1"><h1>Une page sans défaut</h1>
<p>Un texte assez long pour passer à la ligne sur un petit écran, avec <a href="/c">un lien dans la phrase</a> et une suite.</p>
<form><p><label for="name">Votre nom</label></p><p><input class="target" id="name" autocomplete="name"></p>
<p><button class="target" type="button">Envoyer</button></p></form></main>
<footer><a class="target" href="/aide">Aide</a></footer>`;

const css = `
:root { color-scheme: light dark; font: 16px/1.5 sans-serif; } body { margin: 1rem; color: #22303a; background: #fff; }
.target { display: inline-block; min-width: 44px; min-height: 44px; font: inherit; box-sizing: border-box; max-width: 100%; color: #0f6b6b; }
a { color: #0f6b6b; } .button { color: #22303a; }
.skip { position: absolute; inset-inline-start: -99rem; display: inline-block; min-height: 44px; min-width: 44px; background: #fff; } .skip:focus { inset-inline-start: 0; }
:focus-visible { outline: 3px solid #1b1f8a; outline-offset: 2px; }
main:focus { outline: none; }
.calm :focus-visible { outline: 1px solid #f6f6f6; }
.loud { font-size: 1.6em; font-weight: bold; } .pale { color: #b8b8b8; }
.wide { width: 700px; } .box { overflow: hidden; height: 1.6em; width: 22em; line-height: 1.5; white-space: nowrap; }
.tiny { display: inline-block; width: 12px; height: 12px; overflow: hidden; } .gone { position: fixed; inset-block-end: 0; inset-inline: 0; height: 95vh; background: #fff; }
@media (prefers-color-scheme: dark) { body { color: #f2eee7; background: #151b1f; } a, .target { color: #74cbc4; } input, button, .skip { background: #151b1f; } :focus-visible { outline-color: #ffd166; } .dusk { color: #333; } }
`;

const script = `
document.querySelector('.trap')?.addEventListener('keydown', (event) => { if (event.key === 'Tab') event.preventDefault(); });
if (document.querySelector('.broken')) throw new Error('seeded');
`;

/** What is put into the page, and what must then be said. */
const seeded: readonly {
  readonly name: string;
  readonly change: (html: string) => string;
  readonly said: RegExp;
  /** The look that must see it; none when listening is enough. */
  readonly by?: keyof typeof looks;
}[] = [
  {
    name: 'an image without alternative',
    change: (html) => html.replace('</form>', '</form><img src="/dot.svg" width="50" height="50">'),
    said: /axe image-alt/,
    by: 'axe',
  },
  {
    name: 'a field without label',
    change: (html) => html.replace('<label for="name">Votre nom</label>', 'Votre nom'),
    said: /axe label/,
    by: 'axe',
  },
  {
    name: 'a pale text',
    change: (html) => html.replace('<form>', '<p class="pale">Trop pâle</p><form>'),
    said: /axe color-contrast/,
    by: 'axe',
  },
  {
    name: 'a text pale in the dark only',
    change: (html) => html.replace('<form>', '<p class="dusk">Trop sombre</p><form>'),
    said: /dark color-contrast/,
    by: 'dark',
  },
  {
    name: 'a paragraph that plays the heading',
    change: (html) =>
      html.replace(
        '<form>',
        '<p class="loud">Faux titre</p><p>Suite du texte, qui tient en plusieurs lignes et ne finit pas.</p><form>',
      ),
    said: /axe p-as-heading/,
    by: 'axe',
  },
  {
    name: 'a poor title',
    change: (html) => html.replace('Une page sans défaut – Préau', 'Préau'),
    said: /says too little/,
    by: 'structure',
  },
  {
    name: 'two first headings',
    change: (html) => html.replace('<form>', '<h1>Encore</h1><form>'),
    said: /2 h1/,
    by: 'structure',
  },
  {
    name: 'no main part',
    change: (html) => html.replace('<main', '<div').replace('</main>', '</div>'),
    said: /0 main/,
    by: 'structure',
  },
  {
    name: 'a language that is not told',
    change: (html) => html.replace(' lang="fr"', ''),
    said: /does not tell its language/,
    by: 'structure',
  },
  {
    name: 'a new window',
    change: (html) => html.replace('href="/c"', 'href="/c" target="_blank"'),
    said: /opens a new window/,
    by: 'structure',
  },
  {
    name: 'a style attribute',
    change: (html) => html.replace('<form>', '<form style="color:red">'),
    said: /a style attribute/,
    by: 'source',
  },
  {
    name: 'an inline script',
    change: (html) => html.replace('</footer>', '</footer><script>1</script>'),
    said: /an inline script/,
    by: 'source',
  },
  {
    name: 'an inline handler',
    change: (html) => html.replace('type="button"', 'type="button" onclick="x()"'),
    said: /an inline handler/,
    by: 'source',
  },
  {
    name: 'a table in a paragraph',
    change: (html) => html.replace('<form>', '<p>a<div>b</div></p><form>'),
    said: /mend the source/,
    by: 'source',
  },
  {
    name: 'a page wider than a small screen',
    change: (html) => html.replace('<form>', '<p class="wide">Large</p><form>'),
    said: /at 320 px the page is \d+ px wide/,
    by: 'reflow',
  },
  {
    name: 'a text cut when letters are set apart',
    change: (html) => html.replace('<form>', '<p class="box">Une phrase qui tient tout juste dans sa boîte</p><form>'),
    said: /with wide spacing "Une phrase/,
    by: 'spacing',
  },
  {
    name: 'a target too small',
    change: (html) => html.replace('<form>', '<a class="tiny" href="/d">x</a><form>'),
    said: /the target "x" is 12 × 12 px/,
    by: 'targets',
  },
  {
    name: 'a focus that is not seen',
    change: (html) => html.replace('<form>', '<form class="calm">'),
    said: /is hardly seen/,
    by: 'keyboard',
  },
  {
    name: 'a keyboard trap',
    change: (html) => html.replace('<input class="target"', '<input class="target trap"'),
    said: /the keyboard is held/,
    by: 'keyboard',
  },
  {
    name: 'a button that the keyboard cannot reach',
    change: (html) => html.replace('<form>', '<div class="target" role="button">Faux</div><form>'),
    said: /does not reach "Faux"/,
    by: 'keyboard',
  },
  {
    name: 'a focus hidden behind something',
    change: (html) => html.replace('</footer>', '</footer><div class="gone"></div>'),
    said: /lies hidden/,
    by: 'keyboard',
  },
  {
    name: 'no skip link',
    change: (html) => html.replace(/<a class="skip".*?<\/a>/, ''),
    said: /not a skip link|no skip link/,
    by: 'keyboard',
  },
  {
    name: 'a skip link that leads nowhere',
    change: (html) => html.replace('href="#content"', 'href="#nowhere"'),
    said: /which is not there/,
    by: 'keyboard',
  },
  {
    name: 'a script that fails',
    change: (html) => html.replace('<form>', '<form class="broken">'),
    said: /a script fails: seeded/,
  },
  {
    name: 'a request to another host',
    change: (html) => html.replace('</footer>', '</footer><img alt="" src="http://127.0.0.2:9/pixel">'),
    said: /a request leaves for|security policy/,
  },
];

describe('the check of a page', () => {
  let browser: Browser;
  let server: Server;
  let origin = '';
  let change: (html: string) => string = (html) => html;

  before(async () => {
    browser = await launchBrowser();
    server = createServer((request, response) => {
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'",
      );
      if (request.url === '/page') {
        const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Une page sans défaut – Préau</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/dot.svg"><link rel="stylesheet" href="/s.css"><script src="/s.js" defer></script></head><body>${body}</body></html>`;
        response.setHeader('content-type', 'text/html; charset=utf-8').end(change(html));
      } else if (request.url === '/s.css') response.setHeader('content-type', 'text/css').end(css);
      else if (request.url === '/s.js') response.setHeader('content-type', 'text/javascript').end(script);
      else response.setHeader('content-type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg"/>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  const faultsWith = async (seed: (html: string) => string, names?: (keyof typeof looks)[]): Promise<string[]> => {
    change = seed;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    try {
      const page = await context.newPage();
      const heard = listenTo(page, origin);
      await page.goto(`${origin}/page`);
      return [...(await pageFaults(page, new Set(), names)), ...heard.faults()];
    } finally {
      await context.close();
    }
  };

  test('says nothing of a page without a fault', async () => {
    assert.deepEqual(await faultsWith((html) => html), []);
  });

  for (const { name, change: seed, said, by } of seeded) {
    test(`names ${name}`, async () => {
      const faults = await faultsWith(seed, by ? [by] : []);
      assert.ok(
        faults.some((fault) => said.test(fault)),
        `expected ${said}, heard:\n${faults.join('\n') || 'nothing'}`,
      );
    });
  }
});
