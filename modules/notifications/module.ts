import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'notifications',
  label: 'Notifications',
  level: 2,
  dependsOn: [],
  purpose: 'Knows when a person wants to be left in peace.',
};
