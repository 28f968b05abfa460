import { demoSector } from './demo-plan.ts';
import type { Sector } from './model.ts';

export const SIZES = ['demo', 'METROPOLE-1', 'METROPOLE-2'] as const;
export type Size = (typeof SIZES)[number];

/** The schools and classes of a size, sector by sector. */
export function planSectors(size: Size, _seed: number): Sector[] {
  if (size === 'demo') return [demoSector()];
  throw new Error(`size ${size}`);
}
