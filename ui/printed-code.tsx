import type { ReactElement } from 'react';

/** A code for paper: a square to scan, and the same in large letters. Prints alone on its sheet. */
export function PrintedCode({
  code,
  square,
  squareLabel,
}: {
  /** As printed: `K7QM-2XRT`. */
  code: string;
  /** The QR code, as a `data:` address. */
  square: string;
  squareLabel: string;
}): ReactElement {
  return (
    <div className="printed-code">
      <img src={square} alt={squareLabel} width="176" height="176" />
      <strong className="printed-code-letters">{code}</strong>
    </div>
  );
}

/** Words to copy or to print, in large letters; they wrap, word by word. */
export const PrintedPhrase = ({ phrase }: { phrase: string }): ReactElement => (
  <strong className="printed-phrase">{phrase}</strong>
);
