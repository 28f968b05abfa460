import type { Page } from 'playwright-core';

const usual = { width: 1280, height: 800 };

/** At 320 × 256 pixels (a zoom of 400 %) nothing scrolls in two directions and nothing is cut (RGAA 10.11). */
export async function reflowFaults(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 256 });
  const faults = [...(await overflow(page)), ...(await cutTexts(page))].map((fault) => `at 320 px ${fault}`);
  await page.setViewportSize(usual);
  return faults;
}

/** At a zoom of 200 %, and with texts alone twice as large, everything stays readable (RGAA 10.4). */
export async function zoomFaults(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: usual.width / 2, height: usual.height / 2 });
  const zoomed = [...(await overflow(page)), ...(await cutTexts(page))];
  await page.setViewportSize(usual);
  const larger = await withStyle(page, ':root { font-size: 200% !important; }', async () => [
    ...(await overflow(page)),
    ...(await cutTexts(page)),
  ]);
  return [...zoomed.map((fault) => `at 200 % ${fault}`), ...larger.map((fault) => `with texts at 200 % ${fault}`)];
}

/** Letters, words, lines and paragraphs set apart as a reader may ask: nothing is cut (RGAA 10.12). */
export function spacingFaults(page: Page): Promise<string[]> {
  const style =
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }';
  return withStyle(page, style, async () =>
    [...(await overflow(page)), ...(await cutTexts(page))].map((fault) => `with wide spacing ${fault}`),
  );
}

/** Everything that is pressed is large enough: 44 px, or 24 in the dense tables of management (WCAG 2.5.8). */
export const targetFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const selector =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [tabindex="0"]';
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const least = element.closest('[data-density]')?.getAttribute('data-density') === 'gestion' ? 24 : 44;
      const target = pressed(element);
      const box = target.getBoundingClientRect();
      if (box.width === 0 || isAside(element) || isInline(element)) continue;
      if (box.width < least - 0.5 || box.height < least - 0.5)
        faults.push(
          `the target "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) || element.outerHTML.slice(0, 60)}" is ${Math.round(box.width)} × ${Math.round(box.height)} px, less than ${least}`,
        );
    }
    return faults;

    /** A box to tick is pressed by its label too. */
    function pressed(element: HTMLElement): Element {
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      if (!label) return element;
      // A file is chosen by its button, or by its label where that stands for the button.
      if (element instanceof HTMLInputElement && element.type === 'file')
        return element.offsetHeight > label.offsetHeight ? element : label;
      const isTick = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
      return isTick ? label : element;
    }
    /** A skip link waits off the page until it has focus. */
    function isAside(element: HTMLElement): boolean {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return (
        box.right <= 0 ||
        box.bottom <= 0 ||
        style.clipPath.startsWith('inset(50%') ||
        (box.width <= 1 && box.height <= 1)
      );
    }
    /** A link inside a sentence has the height of its line. */
    function isInline(element: HTMLElement): boolean {
      if (getComputedStyle(element).display !== 'inline') return false;
      const around = element.closest('p, li, dd, td, figcaption, label, legend')?.textContent?.trim() ?? '';
      return around.length > (element.textContent?.trim().length ?? 0);
    }
  });

/** Applies a style for the time of `work`. A constructed sheet is the debugger's, so the page's policy lets it be. */
async function withStyle<T>(page: Page, css: string, work: () => Promise<T>): Promise<T> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);
  const result = await work();
  await page.evaluate(() => {
    document.adoptedStyleSheets.pop();
  });
  return result;
}

/** Whether the page scrolls sideways, and what makes it. Only a table may scroll, inside its own frame. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width + 1) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1 && element.checkVisibility();
    });
    const culprit = wide.find((element) => !wide.some((other) => other !== element && element.contains(other)));
    const name = culprit
      ? `${culprit.localName}.${culprit.className} (${culprit.textContent?.trim().slice(0, 30)})`
      : '?';
    return [`the page is ${document.documentElement.scrollWidth} px wide for ${width}, because of ${name}`];
  });

/** Texts that a box cuts without a way to scroll to them. Texts hidden from sight on purpose are left alone. */
const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (!words || !parent?.checkVisibility({ visibilityProperty: true }) || hiddenFromSight(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const frame = clippingFrame(parent, box);
        if (!frame) continue;
        faults.push(`"${words.slice(0, 40)}" is cut by ${frame.localName}.${frame.className}`);
        break;
      }
    }
    return faults;

    function clippingFrame(from: Element, box: DOMRect): Element | undefined {
      for (let element: Element | null = from; element && element !== document.body; element = element.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(element);
        const frame = element.getBoundingClientRect();
        const sideways =
          /hidden|clip/.test(overflowX) && (box.right > frame.right + 1.5 || box.left < frame.left - 1.5);
        const upright = /hidden|clip/.test(overflowY) && (box.bottom > frame.bottom + 3 || box.top < frame.top - 3);
        if (sideways || upright) return element;
        if (/auto|scroll/.test(overflowX + overflowY) || position === 'fixed') return undefined;
      }
      return undefined;
    }
    function hiddenFromSight(element: Element): boolean {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { clipPath, clip } = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        if (
          clipPath.startsWith('inset(50%') ||
          clip === 'rect(0px, 0px, 0px, 0px)' ||
          (box.width <= 1 && box.height <= 1 && box.width > 0)
        )
          return true;
      }
      return false;
    }
  });
