import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modules } from './modules.ts';

/**
 * What opens somebody's account, gives power, or lets many names out at once. `identity.joinProfiles` is not here: the provider proved both
 * accounts within ten minutes, and whoever came in by it may know no password to be asked for.
 */
const GRAVE = [
  'connectors.chooseService',
  'console.exportChosen',
  'console.exportTable',
  'console.runAction',
  'directory.applyTable',
  'directory.closeAccess',
  'directory.givePost',
  'directory.giveRight',
  'directory.liftClosure',
  'directory.mergePair',
  'identity.mergeAccounts',
  'identity.printSchoolSheets',
  'identity.resetSecondFactor',
];

test('grave acts ask again who one is', () => {
  const asking = new Set(
    modules.flatMap(({ routes }) => routes.flatMap(({ endpoint }) => (endpoint.stepUp ? [endpoint.name] : []))),
  );
  assert.deepEqual(
    GRAVE.filter((name) => !asking.has(name)),
    [],
  );
});
