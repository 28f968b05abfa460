import { type IconName, iconNames } from '../../../ui/icon-names.ts';

/** A module names its icon by a word; one that the sprite does not hold shows the neutral one. */
export const iconOf = (name: string): IconName => iconNames.find((known) => known === name) ?? 'blocks';
