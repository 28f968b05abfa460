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
  'dog',
  'cow',
  'pig',
  'horse',
  'lion',
  'penguin',
  'ladybird',
  'butterfly',
  'crab',
  'octopus',
  'panda',
  'giraffe',
  'monkey',
  'koala',
  'chick',
  'seal',
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

/** The twelve pictures of which those who cannot read yet choose three: the file names under `ui/pictures/`. */
export const pictureNames = [
  'apple',
  'sun',
  'house',
  'boat',
  'bicycle',
  'umbrella',
  'flower',
  'balloon',
  'tree',
  'star',
  'mushroom',
  'rocket',
] as const;
export type PictureName = (typeof pictureNames)[number];

/** One of the twelve; the button around it says its name. */
export function Picture({ name }: { name: PictureName }): ReactElement {
  return (
    <svg className="picture" aria-hidden="true">
      <use href={`${asset('pictures.svg')}#${name}`} />
    </svg>
  );
}
