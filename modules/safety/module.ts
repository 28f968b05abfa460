import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'safety',
  label: 'Sécurité des personnes',
  level: 2,
  dependsOn: ['directory', 'notifications'],
  purpose:
    'Takes reports, keeps their evidence and shows whom to call; keeps what families answered about pictures of their children.',
};
