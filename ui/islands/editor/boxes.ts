/** The two boxes of the editor: where a link leads; which image, and what it shows. Both stand outside the page's form. */
import { typedAddress } from '../../../platform/rich-text/links.ts';
import { make } from '../../client/page.ts';
import type { EditorTexts } from './texts.ts';

export interface LinkGiven {
  readonly words: string;
  /** Empty: no link any more. */
  readonly href: string;
}

/** Asks for a link; undefined when the person gave up. `words` is asked only where none are chosen. */
export function askLink(texts: EditorTexts, given: LinkGiven, asksWords: boolean): Promise<LinkGiven | undefined> {
  const words = field(texts.linkWords, { type: 'text', value: given.words });
  const address = field(
    texts.linkAddress,
    { type: 'text', value: given.href, inputMode: 'url', autocomplete: 'off' },
    texts.linkHelp,
  );
  return askIn(texts, given.href ? texts.linkChange : texts.linkNew, [...(asksWords ? [words] : []), address], {
    remove: given.href ? texts.linkRemove : undefined,
    read: (choice) => {
      if (choice === 'remove') return { words: given.words, href: '' };
      const href = typedAddress(address.input.value);
      if (!href) return address.refuse(texts.linkFaulty);
      return { words: words.input.value.trim() || address.input.value.trim(), href };
    },
  });
}

export interface ImageGiven {
  readonly file: string;
  readonly alt: string;
  readonly decorative: boolean;
}

/** Asks for an image and its words; `known`: the one that is there already, whose words change. */
export function askImage(
  texts: EditorTexts,
  known: ImageGiven | undefined,
  send: (file: File) => Promise<string>,
): Promise<ImageGiven | undefined> {
  const picture = field(texts.imageFile, { type: 'file', accept: 'image/*' });
  const alt = field(texts.imageAlt, { type: 'text', value: known?.alt ?? '', maxLength: 300 }, texts.imageAltHelp);
  const decorative = make('input', { type: 'checkbox', checked: known?.decorative ?? false });
  const box = make('label', { className: 'choice' }, decorative, make('span', {}, texts.imageDecorative));
  const asked = known ? [alt, box] : [picture, alt, box];
  return askIn(texts, known ? texts.imageChange : texts.imageNew, asked, {
    read: async () => {
      const chosen = picture.input.files?.[0];
      if (!known && !chosen) return picture.refuse(texts.imageMissing);
      const words = alt.input.value.trim();
      if (words === '' && !decorative.checked) return alt.refuse(texts.imageAltMissing);
      const says = { alt: decorative.checked ? '' : words, decorative: decorative.checked };
      if (known || !chosen) return { file: known?.file ?? '', ...says };
      try {
        return { file: await send(chosen), ...says };
      } catch (error) {
        return picture.refuse(error instanceof Error && error.message ? error.message : texts.imageFailed);
      }
    },
  });
}

interface Asked {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Marks it and goes there; gives undefined, so that the box stays. */
  refuse(sentence: string): undefined;
}

let asked = 0;

function field(label: string, properties: Partial<HTMLInputElement>, help?: string): Asked {
  asked += 1;
  const id = `editor-asked-${asked}`;
  const input = make('input', {
    ...properties,
    id,
    className: properties.type === 'file' ? 'input input-file' : 'input',
  });
  const error = make('p', { id: `${id}-error`, className: 'field-error' });
  const helped = help ? [make('p', { id: `${id}-help`, className: 'field-help' }, help)] : [];
  if (help) input.setAttribute('aria-describedby', `${id}-help`);
  const element = make('div', { className: 'field' }, make('label', { htmlFor: id }, label), ...helped, input);
  return {
    element,
    input,
    refuse: (sentence) => {
      error.textContent = sentence;
      input.after(error);
      input.setAttribute('aria-describedby', [...(help ? [`${id}-help`] : []), error.id].join(' '));
      element.classList.add('field-refused');
      input.setAttribute('aria-invalid', 'true');
      input.focus();
      return undefined;
    },
  };
}

interface Question<T> {
  /** The word of the button that takes away what is there. */
  readonly remove?: string | undefined;
  read(choice: 'keep' | 'remove'): T | undefined | Promise<T | undefined>;
}

function askIn<T>(
  texts: EditorTexts,
  title: string,
  fields: readonly (Asked | HTMLElement)[],
  question: Question<T>,
): Promise<T | undefined> {
  const keep = make('button', { type: 'submit', className: 'button button-primary' }, texts.keep);
  const cancel = make('button', { type: 'button', className: 'button button-quiet' }, texts.cancel);
  const remove = make('button', { type: 'button', className: 'button button-danger' }, question.remove ?? '');
  const heading = make('h2', { id: `editor-box-${asked}` }, title);
  const form = make(
    'form',
    { method: 'dialog', className: 'stack', noValidate: true },
    heading,
    ...fields.map((each) => ('element' in each ? each.element : each)),
    make('div', { className: 'actions' }, keep, ...(question.remove ? [remove] : []), cancel),
  );
  const dialog = make('dialog', { className: 'dialog' }, form);
  dialog.setAttribute('aria-labelledby', heading.id);
  document.body.append(dialog);
  return new Promise((done) => {
    let given: T | undefined;
    const answer = async (choice: 'keep' | 'remove'): Promise<void> => {
      keep.disabled = true;
      given = await question.read(choice);
      keep.disabled = false;
      if (given !== undefined) dialog.close();
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopPropagation();
      void answer('keep');
    });
    remove.addEventListener('click', () => void answer('remove'));
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      done(given);
    });
    dialog.showModal();
    const first = form.querySelector('input');
    first?.focus();
    first?.select();
  });
}
