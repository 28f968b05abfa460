import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'messaging',
  label: 'Messagerie',
  level: 3,
  dependsOn: ['directory', 'files', 'notifications', 'safety'],
  purpose: 'Lets people of the schools write to each other, at the right hour and as the rules of their schools allow.',
};
