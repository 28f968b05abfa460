import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { generateAcademy, type WrittenDelivery } from './academy.ts';
import { DEMO_PEOPLE } from './demo-people.ts';
import { firstOf, type ReadRequest, readDelivery, valuesOf } from './read-back.ts';

const root = mkdtempSync(join(tmpdir(), 'academy-delta-'));
after(() => rmSync(root, { recursive: true }));

const options = {
  size: 'demo',
  seed: 3,
  date: '2025-12-31',
  delta: true,
  nextComplete: true,
  format: 'folder',
} as const;

/** The objects that a reader knows after a delta. */
function apply(complete: ReadRequest[], delta: ReadRequest[]): Map<string, ReadRequest> {
  const objects = new Map(complete.map((one) => [`${one.category}/${one.id}`, one]));
  for (const one of delta) {
    const key = `${one.category}/${one.id}`;
    const known = objects.get(key);
    if (one.request === 'addRequest') objects.set(key, one);
    else if (one.request === 'deleteRequest') assert.ok(objects.delete(key), `${key} was not known`);
    else {
      assert.ok(known, `${key} was not known`);
      objects.set(key, { ...known, attributes: new Map([...known.attributes, ...one.attributes]) });
    }
  }
  return objects;
}

const told = (objects: Iterable<ReadRequest>): string[] =>
  [...objects].map((one) => `${one.category} ${one.id} ${JSON.stringify([...one.attributes])}`).sort();

describe('the deliveries of the next day', () => {
  let written: WrittenDelivery[];
  let today: { 1: ReadRequest[]; 2: ReadRequest[] };
  let delta: { 1: ReadRequest[]; 2: ReadRequest[] };
  let tomorrow: { 1: ReadRequest[]; 2: ReadRequest[] };

  before(async () => {
    written = await generateAcademy({ ...options, out: join(root, 'a') });
    const read = (name: string) => readDelivery(written.find((one) => one.name === name)?.path ?? '');
    today = { 1: read('ENT1DVA.20251231.Complet'), 2: read('ENT2DVA.20251231.Complet') };
    delta = { 1: read('ENT1DVA.20260101.Delta'), 2: read('ENT2DVA.20260101.Delta') };
    tomorrow = { 1: read('ENT1DVA.20260101.Complet'), 2: read('ENT2DVA.20260101.Complet') };
  });

  const requests = (degree: 1 | 2, request: string, category: string) =>
    delta[degree].filter((one) => one.request === request && one.category === category);

  it('lead from the full delivery of a day to that of the next', () => {
    for (const degree of [1, 2] as const)
      assert.deepEqual(told(apply(today[degree], delta[degree]).values()), told(tomorrow[degree]));
  });

  it('leave the full delivery as it is without them', async () => {
    const alone = await generateAcademy({ ...options, delta: false, out: join(root, 'b') });
    for (const one of alone) {
      const other = written.find((same) => same.name === one.name)?.path ?? '';
      for (const name of readdirSync(one.path))
        assert.ok(readFileSync(join(one.path, name)).equals(readFileSync(join(other, name))), name);
    }
  });

  it('add, replace, empty and delete', () => {
    const all = [...delta[1], ...delta[2]];
    for (const category of ['Eleve', 'PersRelEleve', 'PersEducNat'])
      for (const request of ['addRequest', 'modifyRequest', 'deleteRequest'])
        assert.ok(
          all.some((one) => one.category === category && one.request === request),
          `${request} ${category}`,
        );
    assert.ok(
      all.some(
        (one) => one.request === 'modifyRequest' && [...one.attributes.values()].some((texts) => texts.join('') === ''),
      ),
    );
    assert.ok(requests(2, 'modifyRequest', 'EtabEducNat').length > 0);
  });

  it('send one known object again whole', () => {
    const known = new Set([...today[1], ...today[2]].map((one) => `${one.category}/${one.id}`));
    assert.ok(
      [...delta[1], ...delta[2]].some((one) => one.request === 'addRequest' && known.has(`${one.category}/${one.id}`)),
    );
  });

  it('move pupils: to another school, to the collège under the same INE, to another identifier', () => {
    const ineOf = (degree: 1 | 2, id: string) =>
      firstOf(
        today[degree].find((one) => one.category === 'Eleve' && one.id === id),
        'ENTEleveINE',
      );
    const gone = (degree: 1 | 2) =>
      requests(degree, 'deleteRequest', 'Eleve')
        .map((one) => ineOf(degree, one.id))
        .filter(Boolean);
    const come = (degree: 1 | 2) =>
      requests(degree, 'addRequest', 'Eleve')
        .map((one) => firstOf(one, 'ENTEleveINE'))
        .filter(Boolean);
    assert.ok(
      gone(1).some((ine) => come(2).includes(ine)),
      'to the collège',
    );
    assert.ok(
      ([1, 2] as const).some((degree) => gone(degree).some((ine) => come(degree).includes(ine))),
      'other identifier',
    );
    const moved = [...requests(1, 'modifyRequest', 'Eleve'), ...requests(2, 'modifyRequest', 'Eleve')];
    assert.ok(moved.some((one) => one.attributes.has('ENTPersonStructRattach')));
    assert.ok(
      moved.some((one) => valuesOf(one, 'ENTEleveINE').length > 0),
      'an INE at last',
    );
  });

  it('rename a class of an école without changing its number', () => {
    const renamed = requests(1, 'modifyRequest', 'Eleve').filter((one) =>
      firstOf(one, 'ENTPersonClasses').endsWith('(SALLE 4)'),
    );
    assert.ok(renamed.length > 15);
    for (const one of renamed) {
      const former = today[1].find((other) => other.category === 'Eleve' && other.id === one.id);
      assert.equal(firstOf(former, 'ENTPersonClasses').split('$')[3], firstOf(one, 'ENTPersonClasses').split('$')[3]);
    }
  });

  it('name a guardian who has not been sent yet', () => {
    const awaited = ([1, 2] as const).flatMap((degree) => {
      const known = new Set(tomorrow[degree].filter((one) => one.category === 'PersRelEleve').map((one) => one.id));
      return delta[degree].flatMap((one) =>
        valuesOf(one, 'ENTElevePersRelEleve', 'ENTEleveAutoriteParentale').filter(
          (text) => !known.has(text.split('$')[0] ?? ''),
        ),
      );
    });
    assert.equal(awaited.length, 1);
  });

  it('leave the named people alone', () => {
    const named = new Set(DEMO_PEOPLE.flatMap((one) => [one.jointure, one.also?.jointure]));
    for (const one of [...delta[1], ...delta[2]]) assert.ok(!named.has(one.id), one.id);
  });
});
