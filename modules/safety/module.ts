import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'safety',
  label: 'Sécurité des personnes',
  level: 2,
  dependsOn: ['directory'],
  purpose: 'Keeps what families answered about the pictures of their children, and tells whose may be shown.',
};
