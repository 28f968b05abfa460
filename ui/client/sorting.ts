/** Dragging the lines of a sortable list by their handle: the order goes with the same form as the arrows'. */
export function startSorting(): void {
  const ready = (): void => {
    for (const list of document.querySelectorAll<HTMLElement>('[data-sortable]')) list.classList.add('sortable-ready');
  };
  ready();
  document.addEventListener('turbo:load', ready);
  document.addEventListener('turbo:render', ready);
  document.addEventListener('pointerdown', (event) => {
    const handle = (event.target as Element).closest?.('.sortable-handle');
    const line = handle?.closest('li');
    const list = line?.parentElement;
    if (!handle || !line || !list?.dataset.sortable || event.button !== 0) return;
    event.preventDefault();
    drag(list, line, event.pointerId);
  });
}

const orderOf = (list: HTMLElement): string =>
  Array.from(list.children, (line) => (line as HTMLElement).dataset.key ?? '').join(',');

function drag(list: HTMLElement, line: HTMLLIElement, pointerId: number): void {
  const before = orderOf(list);
  const former = line.nextElementSibling;
  line.classList.add('sortable-dragged');
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== pointerId) return;
    const others = Array.from(list.children).filter((other) => other !== line);
    const next = others.find((other) => {
      const { top, height } = other.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    if (next !== (line.nextElementSibling ?? undefined)) list.insertBefore(line, next ?? null);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== pointerId) return;
    for (const [name, listener] of listeners) document.removeEventListener(name, listener);
    line.classList.remove('sortable-dragged');
    // The browser took the gesture back: so do we.
    if (event.type === 'pointercancel') list.insertBefore(line, former);
    else if (orderOf(list) !== before) send(list);
  };
  const listeners = [
    ['pointermove', move],
    ['pointerup', end],
    ['pointercancel', end],
  ] as const;
  for (const [name, listener] of listeners) document.addEventListener(name, listener);
}

function send(list: HTMLElement): void {
  const form = list.querySelector('form');
  const order = form?.elements.namedItem('order');
  if (!form || !(order instanceof HTMLInputElement)) return;
  order.value = orderOf(list);
  form.requestSubmit();
}
