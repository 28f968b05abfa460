import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'console',
  label: 'Gestion',
  level: 4,
  dependsOn: [],
  purpose: 'Gives heads and operators their tables and assistants, made of what the modules register.',
};
