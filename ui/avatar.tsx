import type { ReactElement } from 'react';
import { asset } from './assets.ts';
import type { AnimalName } from './drawing.tsx';
import { animalNames } from './drawing.tsx';

export type AvatarSize = 'small' | 'normal' | 'large';

export interface AvatarProps {
  /** The name as displayed beside it; gives the initials, and the tint that stays the same from page to page. */
  name: string;
  /** A pupil's animal; adults have their initials. */
  animal?: AnimalName | undefined;
  size?: AvatarSize | undefined;
  /** Address of a photo that may be shown; it stands instead of animal and initials. */
  photo?: string | undefined;
  /** The ground, 0 to 5; that of the name when left out. */
  tint?: number | undefined;
}

const tints = 6;

const hashOf = (text: string): number => {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return hash;
};

/** The animal of a pupil who has not chosen one: always the same for the same uid. */
export const animalOf = (uid: string): AnimalName => animalNames[hashOf(uid) % animalNames.length] as AnimalName;

/** First letters of the first and the last word: `Aminata Diallo` → `AD`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s'’-]+/).filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase('fr');
}

/** A face for a name. Always decorative: the name stands beside it in text. */
export function Avatar({ name, animal, size, photo, tint: chosen }: AvatarProps): ReactElement {
  const className = size && size !== 'normal' ? `avatar avatar-${size}` : 'avatar';
  const tint = String(chosen ?? hashOf(name) % tints);
  if (photo) return <img className={className} src={photo} alt="" width={256} height={256} loading="lazy" />;
  return animal ? (
    <svg className={className} data-tint={tint} aria-hidden="true">
      <use href={`${asset('drawings.svg')}#${animal}`} />
    </svg>
  ) : (
    <span className={className} data-tint={tint} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
