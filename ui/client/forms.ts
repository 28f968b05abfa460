/** Small comforts of forms and menus; nothing here is needed to use them. */
import { onPage } from './page.ts';

export function startForms(): void {
  onPage(() => {
    for (const button of document.querySelectorAll<HTMLElement>('[data-shows][hidden], [data-print][hidden]'))
      button.hidden = false;
    document.querySelector<HTMLElement>('[data-focus-first]')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const toggle = event.target.closest<HTMLButtonElement>('[data-shows]');
    if (toggle) showPassword(toggle);
    if (event.target.closest('[data-print]')) window.print();
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('[data-menu][open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && document.querySelector<HTMLDetailsElement>('[data-menu][open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}

function showPassword(toggle: HTMLButtonElement): void {
  const input = document.getElementById(toggle.dataset.shows ?? '');
  if (!(input instanceof HTMLInputElement)) return;
  const show = input.type === 'password';
  input.type = show ? 'text' : 'password';
  toggle.textContent = (show ? toggle.dataset.hide : toggle.dataset.show) ?? '';
  announce((show ? toggle.dataset.shown : toggle.dataset.hidden) ?? '');
}

/** Says a short sentence to screen readers, without showing it. */
export function announce(sentence: string): void {
  let region = document.getElementById('announcer');
  if (!region) {
    region = Object.assign(document.createElement('p'), { id: 'announcer', className: 'visually-hidden' });
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = '';
  setTimeout(() => {
    region.textContent = sentence;
  }, 50);
}
