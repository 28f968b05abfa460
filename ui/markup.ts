/**
 * From views to HTML. React describes a view (`createElement`, behind JSX) and its own renderer makes HTML of it, but as a stream that may
 * wait, retry and be hydrated; our pages are read once, whole, and never hydrated (docs/decisions/0007). This walk does that and no more:
 * measured on the style page, less than half of the CPU of `renderToStaticMarkup`, the parts' own work included, for the same page.
 */
import { Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import type { Locale } from '../platform/texts/texts.ts';
import { InLanguage, speaking } from './texts.ts';

/** What a `select` has chosen, for the options inside it. */
type Chosen = string | undefined;
type Props = Readonly<Record<string, unknown>>;

/** The HTML of a view. @throws TypeError for what a page that never hydrates cannot hold: a promise, a class, an inline style, a script as an address */
export const renderMarkup = (view: ReactNode): string => markupOf(view, undefined);

function markupOf(node: ReactNode, chosen: Chosen): string {
  if (typeof node === 'string') return escaped(node);
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (typeof node === 'number' || typeof node === 'bigint') return String(node);
  if (Array.isArray(node)) {
    let html = '';
    for (const child of node as ReactNode[]) html += markupOf(child, chosen);
    return html;
  }
  if (isValidElement<Props>(node)) return elementMarkup(node, chosen);
  throw new TypeError(`a view cannot hold ${Object.prototype.toString.call(node)}`);
}

function elementMarkup({ type, props }: ReactElement<Props>, chosen: Chosen): string {
  const children = props.children as ReactNode;
  if (typeof type === 'string') return tagMarkup(type, props, chosen);
  if (type === Fragment) return markupOf(children, chosen);
  if (type === InLanguage) return speaking(props.locale as Locale, () => markupOf(children, chosen));
  if (typeof type === 'function') return markupOf((type as (given: Props) => ReactNode)(props), chosen);
  throw new TypeError('a view is made of tags and of functions');
}

function tagMarkup(tag: string, props: Props, chosen: Chosen): string {
  let html = `<${tag}`;
  for (const name in props) {
    const value = props[name];
    if (value === undefined || value === null) continue;
    html += typeof value === 'string' && plain.has(name) ? ` ${name}="${escaped(value)}"` : attribute(tag, name, value);
  }
  if (tag === 'option' && chosen !== undefined && String(props.value ?? props.children) === chosen)
    html += ' selected=""';
  if (voidTags.has(tag)) return `${html}/>`;
  if (tag === 'textarea') return `${html}>${writtenIn(props)}</textarea>`;
  const inside = tag === 'select' ? chosenOf(props) : chosen;
  return `${html}>${markupOf(props.children as ReactNode, inside)}</${tag}>`;
}

/** Attributes in frequent use that are written as they are. */
const plain: ReadonlySet<string> = new Set(['id', 'type', 'name', 'role', 'method', 'aria-hidden']);

/** Attributes that lead somewhere. */
const leading: ReadonlySet<string> = new Set(['href', 'action', 'formAction', 'src']);

/** An address that is a script: a browser skips what cannot be seen before and between its letters. */
const isScript = (address: string): boolean =>
  /^[\s\p{Cc}]*j[\s\p{Cc}]*a[\s\p{Cc}]*v[\s\p{Cc}]*a[\s\p{Cc}]*s[\s\p{Cc}]*c[\s\p{Cc}]*r[\s\p{Cc}]*i[\s\p{Cc}]*p[\s\p{Cc}]*t[\s\p{Cc}]*:/iu.test(
    address,
  );

function attribute(tag: string, name: string, value: unknown): string {
  if (name === 'children') return '';
  if (name === 'className') return ` class="${escaped(String(value))}"`;
  if (name === 'style' || name === 'dangerouslySetInnerHTML') throw new TypeError(`a view cannot hold ${name}`);
  // What the browser alone would need.
  if (typeof value === 'function' || name === 'ref') return '';
  if ((name === 'value' || name === 'defaultValue') && (tag === 'select' || tag === 'textarea')) return '';
  if (leading.has(name) && isScript(String(value))) throw new TypeError(`a view cannot hold a script as ${name}`);
  const written = names[name] ?? name;
  if (typeof value === 'boolean' && !name.startsWith('aria-') && !name.startsWith('data-') && !spelt.has(name))
    return value ? ` ${written}=""` : '';
  return ` ${written}="${escaped(String(value))}"`;
}

/** Where React's name of an attribute is not HTML's; the case of letters means nothing to HTML. */
const names: Readonly<Record<string, string>> = {
  htmlFor: 'for',
  httpEquiv: 'http-equiv',
  crossOrigin: 'crossorigin',
  defaultValue: 'value',
  defaultChecked: 'checked',
};

/** These say `true` or `false`; other booleans are there or not. */
const spelt: ReadonlySet<string> = new Set(['spellCheck', 'draggable', 'contentEditable']);

const voidTags: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

function chosenOf(props: Props): Chosen {
  const value = props.value ?? props.defaultValue;
  return value === undefined ? undefined : String(value);
}

/** A browser drops a line break that opens a text area: one more keeps what was typed. */
function writtenIn(props: Props): string {
  const text = String(props.value ?? props.defaultValue ?? '');
  return text.startsWith('\n') ? `\n${escaped(text)}` : escaped(text);
}

const special = /["'&<>]/;
const entities: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#x27;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const escaped = (text: string): string =>
  special.test(text) ? text.replace(/["'&<>]/g, (sign) => entities[sign] as string) : text;
