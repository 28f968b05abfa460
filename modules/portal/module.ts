import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'portal',
  label: 'Portail',
  level: 4,
  dependsOn: [],
  purpose: 'Shows each person their school life on one page, and the way to everything else.',
};
