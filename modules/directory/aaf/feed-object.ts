import { decodeHTMLStrict } from 'entities';

/** One request of the feed, as written. */
export interface FeedObject {
  readonly request: 'add' | 'modify' | 'delete';
  /** `Eleve`, `EtabEducNat`… as the envelope says; empty when it does not. */
  readonly category: string;
  readonly id: string;
  /** Line of the request's opening tag, from 1. */
  readonly line: number;
  readonly attributes: readonly FeedAttribute[];
}

/** Name and values, blanks trimmed, empty values dropped: an attribute present and empty has an empty list. */
export type FeedAttribute = readonly [name: string, values: readonly string[]];

export interface ReaderEvents {
  object(object: FeedObject): void;
  /** `versionAF="AAF-VE2407"` and its like, from the comments after the root tag. */
  version(name: string, value: string): void;
}

/** More text than this in one object is not a person. */
export const OBJECT_LIMIT = 1 << 20;

/**
 * A value as the directory takes it: blanks around it dropped, HTML entities that XML left decoded, control characters made blanks.
 * The database stores no NUL, and no name holds a control character.
 */
export function cleanValue(text: string): string {
  let value = text.trim();
  if (value.includes('&') && value.includes(';')) value = decodeHTMLStrict(value).trim();
  return CONTROL.test(value) ? value.replace(CONTROLS, ' ').trim() : value;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const CONTROLS = new RegExp(CONTROL, 'g');
