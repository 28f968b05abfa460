import type { ReactElement } from 'react';
import { asset } from './assets.ts';

/** Our own line drawings, one flat wash each: the file names under `ui/drawings/`. */
export const animalNames = [
  'fox',
  'bear',
  'frog',
  'owl',
  'tortoise',
  'hedgehog',
  'rabbit',
  'cat',
  'mouse',
  'fish',
  'whale',
  'snail',
  'sheep',
  'duck',
  'bee',
  'elephant',
] as const;
export type AnimalName = (typeof animalNames)[number];

export const sceneNames = [
  'preau',
  'all-done',
  'notebook',
  'satchel',
  'letterbox',
  'magnifier',
  'hopscotch',
  'key',
  'path',
] as const;
export type SceneName = (typeof sceneNames)[number];

/** A drawing from the sprite, always decorative: the sentence beside it says the same. */
export function Drawing({
  name,
  className,
}: {
  name: SceneName | AnimalName | 'logo';
  className?: string;
}): ReactElement {
  return (
    <svg className={className ? `drawing ${className}` : 'drawing'} aria-hidden="true">
      <use href={`${asset('drawings.svg')}#${name}`} />
    </svg>
  );
}
