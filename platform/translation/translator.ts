import type { TextPiece } from './names.ts';

/** Turns texts into another language by a program of one's own; off unless the operator set one up. */
export interface Translator {
  /** Whether there is one at all: pages offer nothing otherwise. */
  readonly isOn: boolean;
  /**
   * Texts of one language in another, in their order; undefined when the server does not answer in time or answers something else. Never
   * inside a transaction. Languages: two letters.
   */
  translate(texts: readonly TextPiece[], source: string, target: string): Promise<readonly string[] | undefined>;
}

/** Where no server is set up. */
export const noTranslator: Translator = { isOn: false, translate: async () => undefined };
