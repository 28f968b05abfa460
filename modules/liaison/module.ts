import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'liaison',
  label: 'Carnet de liaison',
  level: 3,
  dependsOn: ['directory', 'files', 'notifications', 'safety', 'identity'],
  purpose: 'Notes that families read and sign, with their proof, and short words from families to the school.',
};
