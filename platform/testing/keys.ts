import { createHash } from 'node:crypto';
import type { KeyRing, Keys } from '../config/keys.ts';

const ring = (purpose: string): KeyRing => {
  const key = { id: 'test0001', secret: createHash('sha256').update(`tests only: ${purpose}`).digest() };
  return { current: key, all: [key], find: (id) => (id === key.id ? key : undefined) };
};

/** Keys for tests: always the same, never on a disk. */
export const testKeys: Keys = { session: ring('session'), pepper: ring('pepper'), vault: ring('vault') };
