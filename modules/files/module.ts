import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'files',
  label: 'Fichiers',
  level: 2,
  dependsOn: ['directory', 'notifications'],
  purpose: 'Takes in what people send, counts it, and gives it back to who may read what it is attached to.',
};
