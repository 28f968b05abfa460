/**
 * Passkeys: the browser is asked for one when its form is sent, and the form goes on with the answer. On pages before a session this is
 * the only script; inside, it is fetched by the pages that hold such a form. Without it those forms stay hidden.
 */

/** What the server sends, binary values as base64url. */
interface Told {
  challenge: string;
  user?: { id: string };
  allowCredentials?: { id: string }[];
  excludeCredentials?: { id: string }[];
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The options with real bytes. `PublicKeyCredential.parse…FromJSON` does the same, but not in every browser that we serve. */
function readyFor(told: Told): Record<string, unknown> {
  const listed = (list: { id: string }[] | undefined) => list?.map((one) => ({ ...one, id: bytesOf(one.id) }));
  return {
    ...told,
    challenge: bytesOf(told.challenge),
    ...(told.user ? { user: { ...told.user, id: bytesOf(told.user.id) } } : {}),
    ...(told.allowCredentials ? { allowCredentials: listed(told.allowCredentials) } : {}),
    ...(told.excludeCredentials ? { excludeCredentials: listed(told.excludeCredentials) } : {}),
  };
}

/** What the server reads: `JSON.stringify(credential)` would do, where browsers have it. */
function written({ id, type, response }: PublicKeyCredential): string {
  const common = { clientDataJSON: textOf(response.clientDataJSON) };
  const answer =
    response instanceof AuthenticatorAttestationResponse
      ? { ...common, attestationObject: textOf(response.attestationObject), transports: response.getTransports() }
      : answerOf(response as AuthenticatorAssertionResponse, common);
  return JSON.stringify({ id, rawId: id, type, response: answer });
}

const answerOf = (response: AuthenticatorAssertionResponse, common: object): object => ({
  ...common,
  authenticatorData: textOf(response.authenticatorData),
  signature: textOf(response.signature),
  ...(response.userHandle ? { userHandle: textOf(response.userHandle) } : {}),
});

/** Asks the browser for a passkey, or to make one. */
async function ask(form: HTMLFormElement): Promise<Credential | null> {
  const { passkeyAsks, passkeyOptions } = form.dataset;
  if (passkeyOptions !== undefined) {
    const publicKey = readyFor(JSON.parse(passkeyOptions) as Told) as unknown as PublicKeyCredentialCreationOptions;
    return navigator.credentials.create({ publicKey });
  }
  const response = await fetch(`/api${passkeyAsks}`, { method: 'POST', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status}`);
  const publicKey = readyFor((await response.json()) as Told) as unknown as PublicKeyCredentialRequestOptions;
  return navigator.credentials.get({ publicKey });
}

async function fill(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  const button = form.querySelector('button');
  say(form, undefined);
  if (button) button.disabled = true;
  try {
    const credential = await ask(form);
    if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
    field.value = written(credential);
    copyChoice(form);
    form.submit();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    const { passkeyKnown, passkeyRefused, passkeyFailed } = form.dataset;
    // NotAllowedError: the person gave up, nothing fitted, or time ran out; browsers do not tell which.
    say(
      form,
      name === 'InvalidStateError' ? passkeyKnown : name === 'NotAllowedError' ? passkeyRefused : passkeyFailed,
    );
    if (button) button.disabled = false;
  }
}

/** The choice made in the form beside (which device is this?) holds for this way in too. */
function copyChoice(form: HTMLFormElement): void {
  const name = form.dataset.passkeyCopies;
  const chosen = name && document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`);
  if (!chosen) return;
  const copy = document.createElement('input');
  Object.assign(copy, { type: 'hidden', name, value: chosen.value });
  form.append(copy);
}

function say(form: HTMLFormElement, sentence: string | undefined): void {
  const place = form.querySelector<HTMLElement>('[data-passkey-says]');
  if (!place) return;
  place.className = sentence === undefined ? '' : 'field-error';
  place.textContent = sentence ?? '';
}

function showForms(): void {
  if (!('PublicKeyCredential' in window)) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey][hidden]')) form.hidden = false;
  for (const words of document.querySelectorAll<HTMLElement>('[data-passkey-without]')) words.hidden = true;
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.passkey === undefined) return;
  event.preventDefault();
  const field = form.querySelector<HTMLInputElement>('[data-passkey-answer]');
  if (field && form.reportValidity()) void fill(form, field);
});
// A page that the browser had put aside comes back with an answer that has served.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && document.querySelector('form[data-passkey]')) location.reload();
});
document.addEventListener('turbo:load', showForms);
document.addEventListener('turbo:render', showForms);
showForms();
