import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Refusal } from './finding.ts';
import type { FileTask } from './parse-file.ts';
import { ReadingThreads } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-reading-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const guardian = (id: number): string => `<addRequest>
<operationalAttributes><attr name="categoriePersonne"><value>PersRelEleve</value></attr></operationalAttributes>
<identifier><id>${id}</id></identifier>
<attributes>
<attr name="ENTPersonJointure"><value>${id}</value></attr>
<attr name="sn"><value>MARTIN</value></attr>
<attr name="givenName"><value>Jeanne</value></attr>
<attr name="ENTPersonAdresse"><value>${'1 rue des Érables'.repeat(8)}</value></attr>
</attributes>
</addRequest>
`;

/** Files of two megabytes each, enough together for threads. */
function largeFiles(day: string, end = '</ficAlimMENESR>'): (FileTask & { size: number })[] {
  return [0, 1, 2].map((number) => {
    const name = `ENT2DVA_Complet_${day}_PersRelEleve_000${number}.xml`;
    const objects = Array.from({ length: 4000 }, (_, index) => guardian(number * 10_000 + index));
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<ficAlimMENESR>\n${objects.join('')}${number === 2 ? end : '</ficAlimMENESR>'}`;
    const path = join(folder, name);
    writeFileSync(path, text);
    return { number, path, name, category: 'guardian', degree: 2, day: '2026-09-15', size: Buffer.byteLength(text) };
  });
}

test('the same threads read one large delivery after the other, and again after a damaged one', async () => {
  const threads = new ReadingThreads();
  try {
    let stored = 0;
    const take = async (_lane: number, table: string, rows: Uint8Array): Promise<void> => {
      await turn();
      if (table === 'people') stored += Buffer.from(rows).toString('latin1').split('\n').length - 1;
    };
    for (const day of ['20260915', '20260916']) {
      stored = 0;
      const results = await threads.read(largeFiles(day), take);
      assert.deepEqual(
        results.map(({ number, objects }) => [number, objects]),
        [0, 1, 2].map((number) => [number, 4000]),
      );
      assert.equal(stored, 12_000);
    }
    await assert.rejects(threads.read(largeFiles('20260917', ''), take), (error) => {
      assert.ok(error instanceof Refusal);
      assert.equal(error.finding.code, 'truncated');
      return true;
    });
    const atRefusal = stored;
    for (let turns = 0; turns < 100; turns += 1) await turn();
    assert.equal(stored, atRefusal, 'rows came after the refusal');
    stored = 0;
    await threads.read(largeFiles('20260918'), take);
    assert.equal(stored, 12_000);
  } finally {
    await threads.close();
  }
});
