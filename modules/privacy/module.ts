import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'privacy',
  label: 'Droits des personnes',
  level: 4,
  dependsOn: ['directory'],
  purpose: 'Shows each person what is held of them, and sees who left out of the product to the day of erasure.',
};
