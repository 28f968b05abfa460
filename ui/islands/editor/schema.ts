/** The editor's twin of `platform/rich-text/model.ts`: what it cannot write, nobody can send by it. */
import { type Mark, type Node, Schema } from '@tiptap/pm/model';
import { safeAddress } from '../../../platform/rich-text/links.ts';

/** `imageAddress`: where the image of a file is shown from. */
export function makeSchema(imageAddress: (file: string) => string): Schema {
  return new Schema({
    nodes: {
      doc: { content: '(flow | image)+' },
      paragraph: {
        group: 'flow',
        content: 'inline*',
        parseDOM: [{ tag: 'p' }, { tag: 'pre' }],
        toDOM: () => ['p', { dir: 'auto' }, 0],
      },
      heading: {
        group: 'flow',
        content: 'inline*',
        defining: true,
        attrs: { level: { default: 2, validate: 'number' } },
        // Ranks of other programs: what stands highest there is a title here.
        parseDOM: [
          { tag: 'h1', attrs: { level: 2 } },
          { tag: 'h2', attrs: { level: 2 } },
          ...['h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 3 } })),
        ],
        toDOM: ({ attrs }: Node) => [
          `h${attrs.level}`,
          { dir: 'auto', class: `rich-text-heading rich-text-heading-${attrs.level}` },
          0,
        ],
      },
      bulletList: {
        group: 'flow',
        content: 'listItem+',
        parseDOM: [{ tag: 'ul' }],
        toDOM: () => ['ul', { dir: 'auto' }, 0],
      },
      orderedList: {
        group: 'flow',
        content: 'listItem+',
        attrs: { start: { default: 1, validate: 'number' } },
        parseDOM: [{ tag: 'ol', getAttrs: (list: HTMLElement) => ({ start: (list as HTMLOListElement).start || 1 }) }],
        toDOM: (node: Node) => ['ol', { dir: 'auto', start: node.attrs.start === 1 ? null : node.attrs.start }, 0],
      },
      listItem: {
        content: 'flow+',
        defining: true,
        parseDOM: [{ tag: 'li' }],
        toDOM: () => ['li', { dir: 'auto' }, 0],
      },
      blockquote: {
        group: 'flow',
        content: 'flow+',
        defining: true,
        parseDOM: [{ tag: 'blockquote' }],
        toDOM: () => ['blockquote', { dir: 'auto' }, 0],
      },
      image: {
        atom: true,
        draggable: true,
        attrs: { file: { validate: 'string' }, alt: { default: '' }, decorative: { default: false } },
        parseDOM: [
          {
            tag: 'img[data-file]',
            getAttrs: (image: HTMLElement) => ({
              file: image.dataset.file,
              alt: image.getAttribute('alt') ?? '',
              decorative: image.dataset.decorative === 'true',
            }),
          },
        ],
        toDOM: ({ attrs }: Node) => [
          'p',
          { class: 'rich-text-image' },
          [
            'img',
            {
              src: imageAddress(String(attrs.file)),
              alt: attrs.alt,
              'data-file': attrs.file,
              'data-decorative': String(attrs.decorative),
            },
          ],
        ],
      },
      text: { group: 'inline' },
      hardBreak: {
        group: 'inline',
        inline: true,
        selectable: false,
        parseDOM: [{ tag: 'br' }],
        toDOM: () => ['br'],
        leafText: () => '\n',
      },
    },
    marks: {
      link: {
        attrs: { href: { validate: 'string' } },
        inclusive: false,
        parseDOM: [
          {
            tag: 'a[href]',
            getAttrs: (anchor: HTMLElement) => {
              const href = safeAddress(anchor.getAttribute('href') ?? '');
              return href ? { href } : false;
            },
          },
        ],
        toDOM: (mark: Mark) => ['a', { href: mark.attrs.href, rel: 'noopener noreferrer nofollow' }, 0],
      },
      bold: {
        parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
        toDOM: () => ['strong', 0],
      },
      italic: {
        parseDOM: [{ tag: 'em' }, { tag: 'i' }],
        toDOM: () => ['em', 0],
      },
    },
  });
}
