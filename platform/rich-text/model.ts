/**
 * What people write with more than letters: paragraphs, headings, lists, quotes, links, images. One form everywhere (kept as JSON in the
 * database, sent by the editor, shown by `ui/rich-text.tsx`): a strict part of what ProseMirror writes, so that nothing is ever raw HTML.
 */
export interface RichText {
  readonly type: 'doc';
  readonly content: readonly Block[];
}

export type Block = Paragraph | Heading | BulletList | OrderedList | Blockquote | Image;

export interface Paragraph {
  readonly type: 'paragraph';
  readonly content?: readonly Inline[];
}

/** 2 or 3: a rank within the text, whatever the page around it. */
export interface Heading {
  readonly type: 'heading';
  readonly attrs: { readonly level: 2 | 3 };
  readonly content?: readonly Inline[];
}

export interface BulletList {
  readonly type: 'bulletList';
  readonly content: readonly ListItem[];
}

export interface OrderedList {
  readonly type: 'orderedList';
  readonly attrs: { readonly start: number };
  readonly content: readonly ListItem[];
}

export interface ListItem {
  readonly type: 'listItem';
  readonly content: readonly Block[];
}

export interface Blockquote {
  readonly type: 'blockquote';
  readonly content: readonly Block[];
}

/** `file`: the id of a file held by `files`. `alt`: what it shows; empty only when `decorative`. */
export interface Image {
  readonly type: 'image';
  readonly attrs: { readonly file: string; readonly alt: string; readonly decorative?: true };
}

export type Inline = Words | HardBreak;

export interface HardBreak {
  readonly type: 'hardBreak';
}

export interface Words {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly Mark[];
}

export type Mark =
  | { readonly type: 'bold' }
  | { readonly type: 'italic' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } };

/** A text that says nothing. */
export const emptyText: RichText = { type: 'doc', content: [] };

/** How what the editor sends begins; anything else is the plain text of a bare field. */
export const isDocument = (sent: string): boolean => sent.startsWith('{"type":"doc"');

/** Every image of the text, by the id of its file, in order: what the module has to attach. */
export function filesOf(text: RichText): string[] {
  const found: string[] = [];
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.type === 'image') found.push(block.attrs.file);
      else if (block.type === 'bulletList' || block.type === 'orderedList')
        for (const item of block.content) walk(item.content);
      else if (block.type === 'blockquote') walk(block.content);
    }
  };
  walk(text.content);
  return [...new Set(found)];
}

/** Whether somebody wrote or showed something. */
export const saysNothing = (text: RichText): boolean => text.content.every(isBare);

function isBare(block: Block): boolean {
  if (block.type === 'image') return false;
  if (block.type === 'paragraph' || block.type === 'heading')
    return (block.content ?? []).every((inline) => inline.type === 'hardBreak' || inline.text.trim() === '');
  if (block.type === 'blockquote') return block.content.every(isBare);
  return block.content.every((item) => item.content.every(isBare));
}
