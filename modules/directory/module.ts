import type { Manifest } from '../../platform/module.ts';

export const manifest: Manifest = {
  name: 'directory',
  label: 'Annuaire',
  level: 1,
  dependsOn: [],
  purpose:
    'Knows persons, schools, communes, groups, kinship and school years, and takes them from the academic directory.',
};
