import type { Page, PageScreenshotOptions } from 'playwright-core';
import { pixelsChanged, readPng } from '../png.ts';

/** Contrast that a change of state needs to be seen (WCAG 1.4.11, RGAA 10.7). */
const seen = 3;
/** A page that needs more presses than this is a trap or no page for a keyboard. */
const mostPresses = 400;

interface Stop {
  /** Number that the walk gave the element; -1 for the page itself. */
  readonly index: number;
  readonly name: string;
  /** Kind of element and place: what has the same look shows the focus alike. */
  readonly look: string;
  readonly skips: boolean;
  readonly hidden: boolean;
}

/**
 * Presses Tab from the top to the end: the skip link comes first and works, everything that can be pressed is reached, nothing
 * holds the focus, the focus is seen and is not hidden behind something fixed.
 * @param examined looks of focus already examined: one element of a kind is enough for a whole run
 */
export async function keyboardFaults(page: Page, examined: Set<string>): Promise<string[]> {
  await wakeIslands(page);
  const expected = await numberFocusable(page);
  const faults: string[] = [];
  const reached = new Set<number>();
  let previous = -2;
  let same = 0;
  for (let presses = 0; ; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await where(page);
    if (stop.index === -1) break;
    if (presses === 0 && !stop.skips) faults.push(`the first Tab reaches "${stop.name}", not a skip link`);
    // Parts of one control (day, month, year) are several stops; more than a few is a trap.
    same = stop.index === previous ? same + 1 : 0;
    if (same > 8 || presses > mostPresses) return [...faults, `the keyboard is held by "${stop.name}"`];
    if (reached.has(stop.index) && stop.index !== previous) break;
    previous = stop.index;
    reached.add(stop.index);
    if (stop.hidden) faults.push(`"${stop.name}" has the focus but lies hidden behind something`);
    faults.push(...(await focusFaults(page, stop, examined)));
  }
  for (const { index, name } of expected) if (!reached.has(index)) faults.push(`the keyboard does not reach "${name}"`);
  return [...faults, ...(await skipFaults(page))];
}

/**
 * Islands come to life when they are entered, and replace the plain form beneath: enter each before counting what there is. So do the parts
 * of a page that are asked for when they come into sight (`ui/later.tsx`).
 */
async function wakeIslands(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const host of document.querySelectorAll<HTMLElement>('[data-island]')) {
      host.querySelector<HTMLElement>('input, button, a[href]')?.focus();
      for (let wait = 0; host.dataset.islandState !== 'live' && wait < 100; wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (!customElements.get('turbo-frame')) return;
    for (const later of document.querySelectorAll<HTMLElement>('turbo-frame[src][loading="lazy"]')) {
      later.scrollIntoView();
      for (let wait = 0; later.isConnected && !later.hasAttribute('complete') && wait < 250; wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}

/** Marks what the keyboard should reach; answers it in order. */
const numberFocusable = (page: Page): Promise<{ index: number; name: string }[]> =>
  page.evaluate(() => {
    // Tab goes on from the place of what had the focus last: from the top, as on arrival.
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    scrollTo(0, 0);
    // What says it is a button or a link must be reached, however it is made.
    const acting = '[role="button"], [role="link"], [role="checkbox"], [role="switch"]';
    const selector =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, [tabindex], [contenteditable="true"]';
    const all = [...document.querySelectorAll<HTMLElement>(`${selector}, ${acting}`)].filter((element) => {
      if (
        (element.tabIndex < 0 && !element.matches(acting)) ||
        element.matches(':disabled') ||
        element.closest('[inert]')
      )
        return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
        (other) => other.name === element.name && other.form === element.form,
      );
      return element === (group.find((other) => other.checked) ?? group[0]);
    });
    (globalThis as { walked?: HTMLElement[] }).walked = all;
    return all.map((element, index) => ({
      index,
      name:
        (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) ||
        element.outerHTML.slice(0, 60),
    }));
  });

const where = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return { index: -1, name: '', look: '', skips: false, hidden: false };
    const list = (globalThis as { walked?: HTMLElement[] }).walked ?? [];
    if (!list.includes(element)) list.push(element);
    const box = element.getBoundingClientRect();
    const points = [0.5, 0.1, 0.9].flatMap((x) =>
      [0.5, 0.1, 0.9].map((y) => [box.x + box.width * x, box.y + box.height * y] as const),
    );
    const onTop = points.some(([x, y]) => {
      const found = document.elementFromPoint(x, y);
      return (
        found !== null &&
        (element.contains(found) || found.contains(element) || found.closest('label')?.control === element)
      );
    });
    const place = element.closest('nav, header, footer, main, dialog, table, form')?.localName ?? '';
    return {
      index: list.indexOf(element),
      name:
        (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) ||
        element.outerHTML.slice(0, 60),
      look: `${element.localName}.${element.className} ${element.getAttribute('type') ?? ''} ${element.getAttribute('role') ?? ''} in ${place}`,
      skips: element instanceof HTMLAnchorElement && element.hash !== '',
      hidden: !onTop && box.width > 1,
    };
  });

/** The pixels around the element, or anywhere in sight, change enough when it takes the focus. */
async function focusFaults(page: Page, stop: Stop, examined: Set<string>): Promise<string[]> {
  if (examined.has(stop.look)) return [];
  examined.add(stop.look);
  const { clip, least } = await page.evaluate(() => {
    const box = (document.activeElement as HTMLElement).getBoundingClientRect();
    const x = Math.max(0, Math.floor(box.x) - 8);
    const y = Math.max(0, Math.floor(box.y) - 8);
    const width = Math.min(innerWidth - x, Math.ceil(box.width) + 16);
    const height = Math.min(innerHeight - y, Math.ceil(box.height) + 16);
    return { clip: { x, y, width, height }, least: Math.min(box.width, 300) + Math.min(box.height, 100) };
  });
  if (clip.width < 4 || clip.height < 4) return [`"${stop.name}" takes the focus outside the page`];
  // A link that covers its card draws the focus around the card: then the whole page in sight is compared.
  if ((await changeOfFocus(page, stop, { clip })) >= least) return [];
  const changed = await changeOfFocus(page, stop, {});
  return changed >= least
    ? []
    : [`the focus on "${stop.name}" is hardly seen: ${changed} pixels change by 3:1 (${stop.look})`];
}

/** How many pixels change by 3:1 between the element with the focus and without. */
async function changeOfFocus(page: Page, stop: Stop, part: PageScreenshotOptions): Promise<number> {
  const shot = { ...part, animations: 'allow', caret: 'initial' } as const;
  const act = (what: 'focus' | 'blur'): Promise<void> =>
    page.evaluate(({ index, name }) => (globalThis as unknown as { walked: HTMLElement[] }).walked[index]?.[name](), {
      index: stop.index,
      name: what,
    });
  const focused = readPng(await page.screenshot(shot));
  await act('blur');
  const rest = readPng(await page.screenshot(shot));
  await act('focus');
  return pixelsChanged(rest, focused, seen);
}

/** The skip link, followed by the keyboard, puts the next Tab inside the content. */
async function skipFaults(page: Page): Promise<string[]> {
  const faults = await page.evaluate(() => {
    const first = (globalThis as { walked?: HTMLElement[] }).walked?.[0];
    if (!(first instanceof HTMLAnchorElement) || !first.hash) return ['no skip link comes first'];
    const target = document.getElementById(first.hash.slice(1));
    if (!target) return [`the skip link leads to ${first.hash}, which is not there`];
    if (!target.closest('main')) return [`the first skip link leads to ${first.hash}, outside the content`];
    first.focus();
    const box = first.getBoundingClientRect();
    return box.right <= 0 || box.bottom <= 0 || box.width < 10
      ? ['the skip link stays out of sight when it has the focus']
      : [];
  });
  if (faults.length > 0) return faults;
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash !== '' || document.activeElement?.closest('main') !== null, null);
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const main = document.querySelector('main');
    const active = document.activeElement;
    if (!main || !active) return ['nothing has the focus after the skip link'];
    const before = main.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_PRECEDING;
    return before ? ['after the skip link, Tab goes back above the content'] : [];
  });
}
