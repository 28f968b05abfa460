import type { ReactElement } from 'react';

/** A picture that somebody sent, in a size for the page; `href`: where all of it is. */
export interface GalleryPicture {
  readonly src: string;
  /** What it shows, in words; empty: it only decorates. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly href?: string | undefined;
}

/** Pictures side by side where there is room, each the way to all of it. `says`: the words of that link, by rank from 1. */
export function Gallery({
  label,
  pictures,
  says,
}: {
  label: string;
  pictures: readonly GalleryPicture[];
  says: (rank: number) => string;
}): ReactElement {
  return (
    <ul className={pictures.length === 1 ? 'gallery gallery-one' : 'gallery'} aria-label={label}>
      {pictures.map(({ src, alt, width, height, href }, rank) => {
        const image = <img src={src} alt={href ? '' : alt} width={width} height={height} loading="lazy" />;
        return (
          <li key={src}>
            {href ? (
              <a href={href} data-turbo="false">
                {image}
                <span className="visually-hidden">{alt ? `${says(rank + 1)} : ${alt}` : says(rank + 1)}</span>
              </a>
            ) : (
              image
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The first picture of something in a list: it decorates, the words beside it say what it is. */
export function CardPicture({ src, width, height }: Pick<GalleryPicture, 'src' | 'width' | 'height'>): ReactElement {
  return <img className="card-picture" src={src} alt="" width={width} height={height} loading="lazy" />;
}
