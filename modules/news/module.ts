import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'news',
  label: 'Actualités',
  level: 3,
  dependsOn: ['directory', 'files', 'notifications', 'safety'],
  purpose: 'Tells the people of a class, a school, a commune or everybody what happens there.',
};
