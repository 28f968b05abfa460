import type { Page } from 'playwright-core';
import { axeFaults, darkFaults } from './checks/axe.ts';
import { keyboardFaults } from './checks/keyboard.ts';
import { reflowFaults, spacingFaults, targetFaults, zoomFaults } from './checks/space.ts';
import { sourceFaults, structureFaults } from './checks/structure.ts';

type Look = (page: Page, examined: Set<string>) => Promise<string[]>;

/** Everything a page owes to whoever reads it, in the order in which it is looked at. */
export const looks = {
  axe: axeFaults,
  dark: darkFaults,
  structure: structureFaults,
  source: sourceFaults,
  targets: targetFaults,
  spacing: spacingFaults,
  reflow: reflowFaults,
  zoom: zoomFaults,
  keyboard: keyboardFaults,
} as const satisfies Record<string, Look>;

/**
 * Looks at the page as it stands; answers what is wrong with it, one sentence each. Leaves it at the same address and size, on top.
 * @param examined looks of focus already examined in this run
 */
export async function pageFaults(
  page: Page,
  examined: Set<string>,
  names = Object.keys(looks) as (keyof typeof looks)[],
): Promise<string[]> {
  const faults: string[] = [];
  const size = page.viewportSize();
  for (const name of names) {
    const look: Look = looks[name];
    faults.push(...(await look(page, examined)));
  }
  if (size) await page.setViewportSize(size);
  return [...new Set(faults)];
}

/**
 * Listens to what a page does while it is used: errors in its console, breaches of its security policy, requests to other
 * hosts, answers that failed. `faults()` gives what was heard since the last call.
 */
export function listenTo(page: Page, origin: string): { faults(): string[] } {
  let heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text()))
      heard.push(`the console says: ${message.text()}`);
    if (/Content Security Policy/.test(message.text())) heard.push(`against the security policy: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    // Turbo lets go of an answer that is still arriving when its reader has already gone on to another page.
    if (error.message !== 'The user aborted a request.') heard.push(`a script fails: ${error.message}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    // People's files leave from a host of their own, and are no part of a page.
    if (/^http:\/\/files\.localhost:\d+\/f\//.test(url) && request.isNavigationRequest()) return;
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:'))
      heard.push(`a request leaves for ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) heard.push(`${response.url()} answers ${response.status()}`);
    if (response.status() === 404 && response.request().resourceType() !== 'document')
      heard.push(`${response.url()} is missing`);
  });
  return {
    faults() {
      const found = [...new Set(heard)];
      heard = [];
      return found;
    },
  };
}
