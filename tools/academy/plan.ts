import { demoSector } from './demo-plan.ts';
import { metropoleSectors } from './metropole-plan.ts';
import type { Sector } from './model.ts';

export const SIZES = ['demo', 'METROPOLE-1', 'METROPOLE-2'] as const;
/** The small town that the product shows, the Métropole's schools, the same schools with two and a half times the people. */
export type Size = (typeof SIZES)[number];

/** The schools and classes of a size, sector by sector. They are few enough to be held whole. */
export function planSectors(size: Size, seed: number): Sector[] {
  if (size === 'demo') return [demoSector()];
  return metropoleSectors(size === 'METROPOLE-1' ? 1 : 2.5, seed);
}
