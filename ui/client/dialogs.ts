/** Native dialogs: those in the page, opened by a button or a link; and the question before an action. */
import { make } from './page.ts';

export function startDialogs(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>('[data-opens]');
    const dialog = opener && document.getElementById(opener.dataset.opens ?? '');
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const asking = event.target.closest<HTMLButtonElement>('button[data-confirm]');
    if (asking && !asking.disabled) {
      event.preventDefault();
      askBefore(asking);
    }
  });
}

/** Asks the button's question; « oui » submits its form as the button would have. */
function askBefore(button: HTMLButtonElement): void {
  const { confirm = '', confirmText = '', confirmYes = '', confirmNo = '' } = button.dataset;
  const yes = make('button', { className: 'button button-danger', value: 'yes' }, confirmYes);
  const no = make('button', { className: 'button button-secondary', value: 'no' }, confirmNo);
  const dialog = makeDialog('dialog', confirm, confirmText, [no, yes]);
  dialog.addEventListener('close', () => {
    dialog.remove();
    button.focus();
    if (dialog.returnValue === 'yes') button.form?.requestSubmit(button);
  });
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
}

/** A dialog that closes with the value of the button pressed. */
export function makeDialog(
  role: 'dialog' | 'alertdialog',
  title: string,
  text: string,
  buttons: HTMLElement[],
): HTMLDialogElement {
  const id = `ask-${Math.random().toString(36).slice(2)}`;
  const dialog = make(
    'dialog',
    { className: 'dialog' },
    make(
      'form',
      { method: 'dialog', className: 'stack' },
      make('h2', { id: `${id}-title` }, title),
      make('p', { id: `${id}-text` }, text),
      make('div', { className: 'actions' }, ...buttons),
    ),
  );
  dialog.setAttribute('role', role);
  dialog.setAttribute('aria-labelledby', `${id}-title`);
  dialog.setAttribute('aria-describedby', `${id}-text`);
  return dialog;
}
