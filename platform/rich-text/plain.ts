import { cleanLetters } from './letters.ts';
import { withAddresses } from './links.ts';
import type { Block, Inline, ListItem, RichText } from './model.ts';

/**
 * A text typed in a bare field: a blank line parts paragraphs, a line that opens with `- ` or `1. ` is an item, with `> ` a quote;
 * addresses become links. Cleaned of what cannot be seen.
 */
export function fromPlain(typed: string): RichText {
  const lines = cleanLetters(typed).split('\n');
  return { type: 'doc', content: blocksOf(lines) };
}

const kinds = [
  ['bulletList', /^\s{0,6}[-*•–] (?=\S)/],
  ['orderedList', /^\s{0,6}\d{1,3}[.)] (?=\S)/],
  ['blockquote', /^> ?/],
] as const;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let rank = 0;
  while (rank < lines.length) {
    const line = lines[rank] as string;
    if (line.trim() === '') {
      rank += 1;
      continue;
    }
    const [kind, sign] = kinds.find(([, opens]) => opens.test(line)) ?? ['paragraph', undefined];
    const from = rank;
    while (rank < lines.length && (lines[rank] as string).trim() !== '' && kindOf(lines[rank] as string) === kind)
      rank += 1;
    const own = lines.slice(from, rank).map((each) => (sign ? each.replace(sign, '') : each));
    blocks.push(blockOf(kind, own, line));
  }
  return blocks;
}

const kindOf = (line: string): string => kinds.find(([, opens]) => opens.test(line))?.[0] ?? 'paragraph';

function blockOf(kind: string, lines: readonly string[], first: string): Block {
  if (kind === 'bulletList') return { type: 'bulletList', content: lines.map(itemOf) };
  if (kind === 'orderedList')
    return { type: 'orderedList', attrs: { start: Number.parseInt(first, 10) }, content: lines.map(itemOf) };
  if (kind === 'blockquote') return { type: 'blockquote', content: [paragraphOf(lines)] };
  return paragraphOf(lines);
}

const itemOf = (line: string): ListItem => ({ type: 'listItem', content: [paragraphOf([line])] });

const paragraphOf = (lines: readonly string[]): Block => ({
  type: 'paragraph',
  content: lines.flatMap((line, rank): Inline[] => [
    ...(rank > 0 ? [{ type: 'hardBreak' } as const] : []),
    ...withAddresses(line).map(
      ({ text, href }): Inline =>
        href ? { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] } : { type: 'text', text },
    ),
  ]),
});

/**
 * The text without its shape: paragraphs parted by a blank line, items behind `- ` or their number, quotes behind `> `, a link as its words
 * and where it leads: what a bare field holds, what a search reads. With `max`: its first words on one line, cut between two words, with
 * an ellipsis when something is left out.
 */
export function plainOf(text: RichText, max?: number): string {
  if (max === undefined) return text.content.map((block) => plainBlock(block)).join('\n\n');
  const line = firstLetters(text, max + 1);
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${(space > max / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.\ufffd\u200d]+$/u, '')}…`;
}

/** A text of 20,000 letters is not walked for the 140 that a list shows. */
function firstLetters(text: RichText, enough: number): string {
  let line = '';
  for (const block of text.content) {
    line = `${line} ${plainBlock(block, false)}`.replace(/\s+/g, ' ').trim();
    if (line.length >= enough) break;
  }
  return line;
}

function plainBlock(block: Block, shaped = true): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return (block.content ?? []).map((inline) => plainInline(inline, shaped)).join('');
    case 'bulletList':
      return block.content.map((item) => plainItem(item, '- ', shaped)).join('\n');
    case 'orderedList':
      return block.content.map((item, rank) => plainItem(item, `${block.attrs.start + rank}. `, shaped)).join('\n');
    case 'blockquote': {
      const inside = block.content.map((each) => plainBlock(each, shaped)).join('\n');
      return shaped ? inside.replace(/^/gm, '> ') : inside;
    }
    case 'image':
      return shaped && block.attrs.alt !== '' ? `[${block.attrs.alt}]` : block.attrs.alt;
  }
}

const plainItem = (item: ListItem, sign: string, shaped: boolean): string =>
  (shaped ? sign : '') +
  item.content
    .map((block) => plainBlock(block, shaped))
    .join('\n')
    .replace(/\n/g, shaped ? '\n  ' : ' ');

function plainInline(inline: Inline, shaped: boolean): string {
  if (inline.type === 'hardBreak') return '\n';
  const href = shaped ? inline.marks?.find((mark) => mark.type === 'link')?.attrs.href : undefined;
  return href && !sameAddress(inline.text, href) ? `${inline.text} (${href})` : inline.text;
}

/** Whether the words are the address already, as people write it. */
function sameAddress(words: string, href: string): boolean {
  const bare = (address: string): string =>
    address
      .replace(/^(https?:\/\/|mailto:|tel:)/i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  const shown = bare(words.trim());
  return shown === bare(href) || withAddresses(words).some((piece) => piece.text === words && piece.href === href);
}

/** For a mail: one plain paragraph a block, as `Mail.paragraphs` wants them. */
export const mailOf = (text: RichText): string[] =>
  text.content.map((block) => plainBlock(block)).filter((each) => each.trim() !== '');
