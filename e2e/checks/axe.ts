import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { projectPath } from '../../platform/config/paths.ts';

const source = readFileSync(projectPath('node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** WCAG A and AA, the RGAA, good practice, and the experimental rules that touch a criterion of the RGAA. */
const everything: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'] },
  rules: Object.fromEntries(
    ['css-orientation-lock', 'focus-order-semantics', 'p-as-heading', 'table-fake-caption', 'td-has-header'].map(
      (id) => [id, { enabled: true }],
    ),
  ),
  resultTypes: ['violations'],
};

const coloursOnly: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations'],
};

/** What axe finds against the page as it stands. */
export const axeFaults = (page: Page): Promise<string[]> => run(page, everything, 'axe');

/** Contrasts in the dark theme, then back to the light one. */
export async function darkFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const faults = await run(page, coloursOnly, 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

async function run(page: Page, options: RunOptions, label: string): Promise<string[]> {
  // Colours that change by a transition are not those that people read; what turns for ever is not waited for.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished),
    ),
  );
  // Evaluated by the debugger, beside the page: its content security policy stays in force.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const results = await page.evaluate((given) => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: unknown): Promise<AxeResults> } };
    return axe.run(document, given);
  }, options);
  return results.violations.flatMap((violation) =>
    violation.nodes
      .filter((node) => !isOnItsWay(violation.id, node.html))
      .map((node) => {
        const detail = (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? '';
        return `${label} ${violation.id}: ${violation.help} — ${node.target.join(' ')} ${detail}`.trim();
      }),
  );
}

/** Turbo marks the document while a page is on its way, and a live page may refresh itself at any time: a moment later it is gone. */
const isOnItsWay = (rule: string, html: string): boolean =>
  rule === 'aria-allowed-attr' && /^<html[^>]* aria-busy="true"/.test(html);
