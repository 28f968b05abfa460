import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'identity',
  label: 'Connexion',
  level: 2,
  dependsOn: ['directory', 'safety', 'notifications'],
  purpose: 'Lets each person in with an account of their own, and keeps everyone else out.',
};
