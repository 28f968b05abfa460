/** The browser is asked for the address at which it can be told when the form is sent, and the form goes on with it. */
import { onPage } from './page.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

const textOf = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer())))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const isAble = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

function refuse(form: HTMLFormElement, words: string | undefined): void {
  const place = form.querySelector<HTMLElement>('[data-push-refused]');
  const line = form.querySelector('[data-push-words]');
  if (!place || !line) return;
  line.textContent = words ?? '';
  place.hidden = false;
}

async function subscribe(form: HTMLFormElement): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return refuse(form, form.dataset.pushDenied);
  const applicationServerKey = bytesOf(form.dataset.push ?? '');
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  // One that was made for another key (the product was set up anew) answers to nobody any more.
  if (before && textOf(before.options.applicationServerKey) !== form.dataset.push) await before.unsubscribe();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const fill = (name: string, value: string): void => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  };
  fill('endpoint', subscription.endpoint);
  fill('p256dh', textOf(subscription.getKey('p256dh')));
  fill('auth', textOf(subscription.getKey('auth')));
  form.submit();
}

onPage(show);
show();

function show(): void {
  if (!isAble) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-push][hidden]')) {
    form.hidden = false;
    for (const words of document.querySelectorAll<HTMLElement>('[data-push-without]')) words.hidden = true;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      subscribe(form).catch(() => refuse(form, form.dataset.pushFailed));
    });
  }
}
