import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'connectors',
  label: 'Services et ressources',
  level: 3,
  dependsOn: ['directory', 'identity'],
  purpose:
    'Opens outside services to those whose school chose them, and shows each person what every service receives.',
};
