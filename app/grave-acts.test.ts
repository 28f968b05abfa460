import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modules } from './modules.ts';

/** What opens somebody's account, gives power, or lets many names out at once. */
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
