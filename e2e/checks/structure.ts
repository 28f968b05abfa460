import type { Page } from 'playwright-core';

/** Title, heading, landmarks, language: what a screen reader announces first. */
export const structureFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const shown = (selector: string): Element[] =>
      [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const title = document.title.trim();
    if (title.length < 8) faults.push(`the title "${title}" says too little`);
    const headings = shown('h1');
    if (headings.length !== 1) faults.push(`${headings.length} h1 instead of one`);
    if (headings[0] && !headings[0].textContent?.trim()) faults.push('the h1 is empty');
    if (shown('main').length !== 1) faults.push(`${shown('main').length} main instead of one`);
    if (shown('header').length === 0) faults.push('no header');
    // Pages for those who cannot read yet have no words to lose, hence no legal links.
    const little = document.querySelector('.little') !== null;
    if (!little && shown('footer').length === 0) faults.push('no footer');
    const names = shown('nav').map(
      (nav) => nav.getAttribute('aria-label') ?? nav.getAttribute('aria-labelledby') ?? '',
    );
    if (names.includes('')) faults.push('a nav has no name');
    if (!/^[a-z]{2}(-|$)/.test(document.documentElement.lang)) faults.push('the page does not tell its language');
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
      faults.push(`two elements are called ${id}`);
    for (const link of document.querySelectorAll('a[target="_blank"]'))
      faults.push(`the link "${link.textContent?.trim()}" opens a new window`);
    for (const region of document.querySelectorAll('[aria-live], [role="status"], [role="alert"]')) {
      if (region.hasAttribute('hidden'))
        faults.push('a region for messages is hidden: what appears in it is not announced');
    }
    return faults;
  });

/** The page as the server sent it: nothing inline, nothing that the browser had to mend. */
export async function sourceFaults(page: Page): Promise<string[]> {
  const answer = await page.context().request.get(page.url(), { headers: { accept: 'text/html' } });
  // The answer to a form has no address of its own: what the browser holds is all there is to look at.
  if (answer.status() === 404 && !(await isNotFound(page))) return inlineFaults(await page.content());
  if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) return [`${page.url()} is not HTML`];
  const html = await answer.text();
  return [...inlineFaults(html), ...(await markupFaults(page, html))];
}

const isNotFound = async (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return entry?.responseStatus === 404;
  });

/** Scripts and styles written in the page. Data for a script (`type="application/json"`) is no script. */
export function inlineFaults(html: string): string[] {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.flatMap((tag) => {
    const bare = tag.replace(/"[^"]*"|'[^']*'/g, '""');
    if (/^<script/i.test(tag) && !/\ssrc=/i.test(bare) && !/type="(application\/(ld\+)?json|text\/plain)"/i.test(tag))
      return [`an inline script: ${tag}`];
    if (/^<style/i.test(tag)) return [`an inline style sheet: ${tag}`];
    if (/\sstyle=/i.test(bare)) return [`a style attribute: ${tag.slice(0, 120)}`];
    if (/\son[a-z]+=/i.test(bare)) return [`an inline handler: ${tag.slice(0, 120)}`];
    if (/(?:href|action|src)\s*=\s*["']?\s*javascript:/i.test(tag))
      return [`a script in an address: ${tag.slice(0, 120)}`];
    return [];
  });
}

/** Elements that the parser added, dropped or moved: the source is not valid (RGAA 8.2). */
const markupFaults = (page: Page, html: string): Promise<string[]> =>
  page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'text/html');
    const inTree = [...parsed.querySelectorAll('*')].map((element) => element.localName.toLowerCase());
    const text = source
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/(<(script|textarea|title)\b[^>]*>)[\s\S]*?(?=<\/\2>)/gi, '$1');
    const inSource = [...text.matchAll(/<([a-z][a-z0-9-]*)/gi)].map(([, name = '']) => name.toLowerCase());
    const at = inSource.findIndex((name, position) => name !== inTree[position]);
    if (at === -1 && inSource.length === inTree.length) return [];
    const place = at === -1 ? inSource.length : at;
    const around = inSource.slice(Math.max(0, place - 3), place + 1).join(' > ');
    return [`the browser had to mend the source around ${around} (it read ${inTree[place] ?? 'nothing'} there)`];
  }, html);
