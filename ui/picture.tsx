import type { ReactElement } from 'react';

export interface PictureProps {
  /** Where each width is: `/s/0690001A/picture/…`, to which `?w=512` is added. */
  src: string;
  widths: readonly number[];
  ratio: 1 | 2;
  /** What it shows, in words; empty when it only decorates. */
  alt: string;
  className?: string | undefined;
}

/** A picture that somebody sent, in the size that the screen needs. */
export function SentPicture({ src, widths, ratio, alt, className = 'sent-picture' }: PictureProps): ReactElement {
  const largest = widths.at(-1) ?? 512;
  return (
    <img
      className={className}
      src={`${src}?w=${largest}`}
      srcSet={widths.map((width) => `${src}?w=${width} ${width}w`).join(', ')}
      sizes={ratio === 1 ? '20rem' : '(max-width: 32rem) 100vw, 32rem'}
      width={largest}
      height={largest / ratio}
      alt={alt}
      decoding="async"
    />
  );
}
