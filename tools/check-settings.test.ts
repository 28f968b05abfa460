import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tableOf, withTable } from './check-settings.ts';

const page =
  '# Settings\n<!-- table: written by tools/check-settings.ts --write -->\nold\n<!-- end of table -->\nafter\n';

describe('the page of settings', () => {
  it('has a line per setting: name, option, accepted values, default and meaning', () => {
    const table = tableOf([
      { env: 'PORT', flag: '--port', fallback: '8080', accepts: 'a number', meaning: 'Where.' },
      { env: 'SMTP_URL', secret: true, shownDefault: 'none', accepts: 'an address', meaning: 'Mail.' },
    ]);
    assert.deepEqual(table.split('\n').slice(2), [
      '| `PORT`, `--port` | a number | `8080` | Where. |',
      '| `SMTP_URL` (or `SMTP_URL_FILE`) | an address | none | Mail. |',
    ]);
  });

  it('changes between its marks only, and says when it has lost them', () => {
    const written = withTable(page, 'new');
    assert.equal(written, page.replace('old', 'new'));
    assert.equal(withTable(written, 'new'), written);
    assert.throws(() => withTable('# Settings', 'new'), /marks/);
  });
});
