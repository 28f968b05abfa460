import { createElement, type ReactElement, type ReactNode } from 'react';
import { promisedHost } from '../platform/rich-text/links.ts';
import type { Block, Inline, ListItem, RichText, Words } from '../platform/rich-text/model.ts';
import { useTexts } from './texts.ts';

/** An image of a text, where it is served to who may see it; sizes in pixels. */
export interface ShownImage {
  src: string;
  width?: number | undefined;
  height?: number | undefined;
}

export interface RichTextViewProps {
  text: RichText;
  /** Where the image of a file is; undefined for one that the reader may not see: its words stand for it. */
  images?: ((file: string) => ShownImage | undefined) | undefined;
  /** Rank of the heading that the text stands under; its own begin one below. Default 2. */
  under?: 1 | 2 | 3 | 4 | undefined;
  /** Language of the text (`ar`), when it is not the page's. */
  lang?: string | undefined;
}

/** A text that somebody wrote, as elements: nothing of it is ever markup. Each block takes the direction of its own letters. */
export function RichTextView({ text, images, under = 2, lang }: RichTextViewProps): ReactElement {
  return (
    <div className="rich-text" lang={lang}>
      {text.content.map((block, rank) => blockOf(block, rank, { images, under }))}
    </div>
  );
}

type Way = Pick<RichTextViewProps, 'images'> & { under: number };

function blockOf(block: Block, key: number, way: Way): ReactElement {
  switch (block.type) {
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {lineOf(block.content)}
        </p>
      );
    case 'heading': {
      const rank = Math.min(6, way.under + block.attrs.level - 1);
      return createElement(
        `h${rank}`,
        { key, dir: 'auto', className: `rich-text-heading rich-text-heading-${block.attrs.level}` },
        ...lineOf(block.content),
      );
    }
    case 'bulletList':
      return (
        <ul key={key} dir={directionOf(block.content)}>
          {itemsOf(block.content, way)}
        </ul>
      );
    case 'orderedList':
      return (
        <ol key={key} dir={directionOf(block.content)} start={block.attrs.start === 1 ? undefined : block.attrs.start}>
          {itemsOf(block.content, way)}
        </ol>
      );
    case 'blockquote':
      return (
        <blockquote key={key} dir="auto">
          {block.content.map((each, rank) => blockOf(each, rank, way))}
        </blockquote>
      );
    case 'image':
      return <Picture key={key} alt={block.attrs.alt} shown={way.images?.(block.attrs.file)} />;
  }
}

/** An item of one paragraph is that paragraph: no more elements than a reader needs. */
const itemsOf = (items: readonly ListItem[], way: Way): ReactElement[] =>
  items.map(({ content }, rank) => {
    const [only] = content;
    const isLine = content.length === 1 && only?.type === 'paragraph';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
      <li key={rank} dir="auto">
        {isLine ? lineOf(only.content) : content.map((each, inside) => blockOf(each, inside, way))}
      </li>
    );
  });

function Picture({ alt, shown }: { alt: string; shown: ShownImage | undefined }): ReactElement {
  const texts = useTexts();
  if (!shown) return <p className="rich-text-missing">{texts.richText.imageMissing(alt)}</p>;
  const { src, width, height } = shown;
  return (
    <p className="rich-text-image">
      <img src={src} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
    </p>
  );
}

const lineOf = (line: readonly Inline[] = []): ReactNode[] =>
  line.map((inline, rank) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    if (inline.type === 'hardBreak') return <br key={rank} />;
    return wordsOf(inline, rank);
  });

function wordsOf({ text, marks = [] }: Words, key: number): ReactNode {
  let shown: ReactNode = text;
  let link: string | undefined;
  for (const mark of marks) {
    if (mark.type === 'bold') shown = <strong key={key}>{shown}</strong>;
    else if (mark.type === 'italic') shown = <em key={key}>{shown}</em>;
    else link = mark.attrs.href;
  }
  return link === undefined ? shown : <Away key={key} href={link} text={text} shown={shown} />;
}

/** A link says where it leads when its words promise another place. */
function Away({ href, text, shown }: { href: string; text: string; shown: ReactNode }): ReactElement {
  const promised = promisedHost(text);
  const host = URL.parse(href)?.hostname ?? '';
  const isAsSaid =
    promised === undefined || host === '' || promised.replace(/^www\./, '') === host.replace(/^www\./, '');
  return (
    <>
      <a href={href} rel="noopener noreferrer nofollow">
        {shown}
      </a>
      {isAsSaid ? null : <span className="rich-text-host"> ({host})</span>}
    </>
  );
}

const fromRightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Marks of a list stand on the side where its first letters begin: `dir=auto` does not look into items that decide for themselves. */
function directionOf(items: readonly ListItem[]): 'rtl' | undefined {
  const [first] = items[0]?.content ?? [];
  const [words] = first?.type === 'paragraph' ? (first.content ?? []) : [];
  const letter = words?.type === 'text' ? /\p{L}/u.exec(words.text)?.[0] : undefined;
  return letter && fromRightToLeft.test(letter) ? 'rtl' : undefined;
}
