import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../e2e/browser.ts';
import { projectPath } from '../../platform/config/paths.ts';
import { loadAssets } from '../assets.ts';
import { Document, renderDocument } from '../layout/document.tsx';
import { LittleCard, LittleGrid, LittleShell } from '../layout/little.tsx';
import { openSite, type Site } from '../testing/site.ts';

const client = projectPath('build/client');
loadAssets(client);

const page = (): string =>
  renderDocument(
    <Document title="Touche ton animal" siteName="Préau" locale="fr" kind="little" reading={{ density: 'petits' }}>
      <LittleShell title="Touche ton animal" sayLabel="Écouter">
        <LittleGrid label="Les animaux">
          <LittleCard href="#noe" label="Noé" sayLabel="Écouter Noé" face={<span />} />
        </LittleGrid>
      </LittleShell>
    </Document>,
  );

/** A voice as a browser lists it. */
interface Voice {
  readonly name: string;
  readonly lang: string;
  readonly localService: boolean;
}

const CLOUD: Voice = { name: 'cloud', lang: 'fr-FR', localService: false };
const DEVICE: Voice = { name: 'device', lang: 'fr-FR', localService: true };
const ENGLISH: Voice = { name: 'english', lang: 'en-GB', localService: true };

/** Puts a mouth of ours in the browser: it says nothing aloud, and remembers what it was asked, by which voice. */
function fakeMouth(voices: readonly Voice[] | null): void {
  const said: { words: string; voice: string; rate: number }[] = [];
  const mouth = Object.assign(new EventTarget(), {
    voices: voices ?? [],
    getVoices: () => mouth.voices,
    cancel: () => undefined,
    speak: ({ text, voice, rate }: { text: string; voice: Voice; rate: number }) =>
      said.push({ words: text, voice: voice.name, rate }),
  });
  class Utterance {
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance });
  if (voices) Object.defineProperty(globalThis, 'speechSynthesis', { value: mouth });
  else Reflect.deleteProperty(globalThis, 'speechSynthesis');
  Object.assign(globalThis, { said, mouth });
}

describe('voices for those who cannot read yet', () => {
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  before(async () => {
    site = await openSite(client, { '/': page });
    browser = await launchBrowser();
  });
  afterEach(() => context.close());
  after(async () => {
    await browser.close();
    await site.close();
  });

  async function open(voices: readonly Voice[] | null): Promise<Page> {
    context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const opened = await context.newPage();
    await opened.addInitScript(fakeMouth, voices);
    await opened.goto(site.origin);
    return opened;
  }
  const said = (opened: Page): Promise<unknown> =>
    opened.evaluate(() => (globalThis as never as { said: unknown }).said);

  test('a voice of the device says the title and each name when its large button is touched', async () => {
    const opened = await open([ENGLISH, CLOUD, DEVICE]);
    const listen = opened.getByRole('button', { name: 'Écouter', exact: true });
    const box = await listen.boundingBox();
    assert.ok(box && box.width >= 64 && box.height >= 64, JSON.stringify(box));
    await listen.click();
    await opened.getByRole('button', { name: 'Écouter Noé' }).click();
    assert.deepEqual(await said(opened), [
      { words: 'Touche ton animal', voice: 'device', rate: 0.9 },
      { words: 'Noé', voice: 'device', rate: 0.9 },
    ]);
  });

  test('a voice that would send the words elsewhere is never used: silence, and no button that does nothing', async () => {
    const opened = await open([CLOUD, ENGLISH]);
    assert.equal(await opened.getByRole('button').count(), 0);
    assert.deepEqual(await said(opened), []);
  });

  test('a browser without voices shows no button either', async () => {
    const opened = await open(null);
    await opened.getByRole('heading', { name: 'Touche ton animal' }).waitFor();
    assert.equal(await opened.getByRole('button').count(), 0);
  });

  test('voices that the device finds a moment later bring the buttons', async () => {
    const opened = await open([]);
    assert.equal(await opened.getByRole('button').count(), 0);
    await opened.evaluate((voice) => {
      const { mouth } = globalThis as never as { mouth: EventTarget & { voices: unknown[] } };
      mouth.voices = [voice];
      mouth.dispatchEvent(new Event('voiceschanged'));
    }, DEVICE);
    await opened.getByRole('button', { name: 'Écouter Noé' }).waitFor();
  });
});
