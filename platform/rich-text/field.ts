/** The value of a field that holds a rich text: from the editor, or typed in the bare field. */
import { emptyText, isDocument, type RichText, saysNothing } from './model.ts';
import { fromPlain } from './plain.ts';
import { type ReadLimits, readDocument, type TextFault, TextRefused } from './read.ts';

/** What is not even looked at: shape and addresses included, no text that is let in comes near. */
const LONGEST_SENT = 600_000;

/** A field's value as a rich text, or why not. */
export function readText(sent: string, limits: ReadLimits): RichText | TextFault {
  if (sent.length > LONGEST_SENT) return 'text.too-long';
  try {
    if (isDocument(sent)) return withoutEdges(readDocument(JSON.parse(sent), limits));
    // Letters are counted as for the editor: the signs that give shape are not read.
    if (sent.length > limits.max + 10_000) return 'text.too-long';
    return withoutEdges(readDocument(fromPlain(sent), limits));
  } catch (error) {
    if (error instanceof TextRefused) return error.fault;
    if (error instanceof SyntaxError) return 'text.not-understood';
    throw error;
  }
}

/** Empty paragraphs before and after are how one writes, not what one says. */
function withoutEdges(text: RichText): RichText {
  const { content } = text;
  const isEmpty = (rank: number): boolean => {
    const block = content[rank];
    return block !== undefined && saysNothing({ type: 'doc', content: [block] });
  };
  let from = 0;
  let to = content.length;
  while (from < to && isEmpty(from)) from += 1;
  while (to > from && isEmpty(to - 1)) to -= 1;
  return from === 0 && to === content.length ? text : { type: 'doc', content: content.slice(from, to) };
}

/** A refused value as its field shows it again: nothing that was written is lost for what was wrong beside it. */
export function writtenAgain(sent: string): RichText {
  const read = readText(sent.slice(0, LONGEST_SENT), { max: LONGEST_SENT, images: true, forgiving: true });
  return typeof read === 'string' ? emptyText : read;
}
