import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'notifications',
  label: 'Notifications',
  level: 2,
  dependsOn: ['directory'],
  purpose:
    'Tells people what concerns them, in their feed and by the ways they choose, and knows when to leave them in peace.',
};
