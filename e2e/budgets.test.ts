import assert from 'node:assert/strict';
import { ecoIndex } from './ecoindex.ts';
import { journey, type PersonKey } from './journey.ts';
import { weigh } from './weight.ts';

/** What a page may weigh, cold, compressed (kB are 1,000 bytes). */
interface Budget {
  readonly page: string;
  readonly person?: PersonKey;
  readonly path: string;
  /** HTML, style sheets and scripts together. */
  readonly code: number;
  readonly fonts: number;
  readonly images: number;
  readonly requests: number;
  readonly elements: number;
  readonly ecoIndex: number;
}

const budgets: readonly Budget[] = [
  { page: 'the door', path: '/sign-in', code: 90, fonts: 35, images: 40, requests: 12, elements: 250, ecoIndex: 80 },
  {
    page: 'the home of a guardian of three',
    person: 'guardian',
    path: '/',
    code: 180,
    fonts: 55,
    images: 120,
    requests: 25,
    elements: 400,
    ecoIndex: 70,
  },
  {
    page: 'the home of a teacher of a collège',
    person: 'teacherOfCollege',
    path: '/',
    code: 240,
    fonts: 55,
    images: 60,
    requests: 25,
    elements: 700,
    ecoIndex: 60,
  },
  {
    page: 'the administrator’s table of schools',
    person: 'platform',
    path: '/schools',
    code: 300,
    fonts: 35,
    images: 0,
    requests: 25,
    elements: 900,
    ecoIndex: 50,
  },
];

for (const budget of budgets) {
  journey(`${budget.page} keeps within its weight`, async (visit) => {
    if (budget.person) await visit.signIn(budget.person);
    const weight = await weigh(visit.page, `${visit.product.origin}${budget.path}`);
    const eco = ecoIndex({
      elements: weight.elements,
      requests: weight.requests,
      kilobytes: weight.code + weight.fonts + weight.images,
    });
    console.log(
      `  ${budget.page}: code ${weight.code.toFixed(1)} kB, fonts ${weight.fonts.toFixed(1)} kB, images ${weight.images.toFixed(1)} kB, ` +
        `${weight.requests} requests, ${weight.elements} elements, EcoIndex ${eco.toFixed(0)}`,
    );
    for (const name of ['code', 'fonts', 'images', 'requests', 'elements'] as const)
      assert.ok(weight[name] <= budget[name], `${name}: ${weight[name]} is more than ${budget[name]}`);
    assert.ok(eco > budget.ecoIndex, `EcoIndex ${eco} is not above ${budget.ecoIndex}`);
  });
}
