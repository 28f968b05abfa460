import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { projectRoot } from '../platform/config/paths.ts';
import { checks, runCheck } from './checks.ts';

describe('the code keeps its own rules', { concurrency: 2 }, () => {
  for (const check of checks) {
    test(check.sentence, async () => {
      const found = await runCheck(check, projectRoot);
      assert.ok(found === null, found ?? '');
    });
  }
});
