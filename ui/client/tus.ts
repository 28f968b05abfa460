/**
 * Sends one file to a server that speaks tus 1.0: announced first, then its bytes; after a cut it asks how far they came and goes on from
 * there, also when the page was loaded again meanwhile.
 */

const PROTOCOL = { 'tus-resumable': '1.0.0' };

/** Milliseconds between two attempts, growing; the device says earlier when the line is back. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** The server said no, with a sentence for the person. */
export class UploadRefused extends Error {}

export interface Sending {
  readonly source: string;
  readonly school: string | undefined;
  readonly signal: AbortSignal;
  /** Bytes that are there. */
  onProgress(bytes: number): void;
  onCut(): void;
}

/** Sends the file; gives back the address of the upload, which ends with its id. */
export async function send(file: File, sending: Sending): Promise<string> {
  const memory = `preau-upload ${file.name} ${file.size} ${file.lastModified}`;
  let address = sessionStorage.getItem(memory) ?? undefined;
  for (let attempt = 0; ; attempt += 1) {
    sending.signal.throwIfAborted();
    try {
      address ??= await announce(file, sending);
      sessionStorage.setItem(memory, address);
      let offset = await ask(address, sending);
      if (offset === undefined) {
        // Given up on the other side: from the beginning.
        address = undefined;
        continue;
      }
      const before = offset;
      while (offset < file.size) offset = await sendBytes(file, address, offset, sending);
      if (offset > before) attempt = 0;
      sessionStorage.removeItem(memory);
      return address;
    } catch (error) {
      if (error instanceof UploadRefused || sending.signal.aborted) {
        sessionStorage.removeItem(memory);
        throw error;
      }
      sending.onCut();
      await pause(PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 30_000, sending.signal);
    }
  }
}

async function announce(file: File, { source, school, signal }: Sending): Promise<string> {
  const metadata = [`filename ${inBase64(file.name)}`, ...(school ? [`school ${inBase64(school)}`] : [])];
  const response = await fetch(source, {
    method: 'POST',
    signal,
    headers: { ...PROTOCOL, 'upload-length': String(file.size), 'upload-metadata': metadata.join(',') },
  });
  await refuseUnlessDone(response);
  return response.headers.get('location') ?? '';
}

/** How far it is; undefined when there is no such upload any more. */
async function ask(address: string, { signal }: Sending): Promise<number | undefined> {
  const response = await fetch(address, { method: 'HEAD', signal, headers: PROTOCOL, cache: 'no-store' });
  if (response.status === 404) return undefined;
  await refuseUnlessDone(response);
  return Number(response.headers.get('upload-offset'));
}

/** What the server does not want is final; what it cannot do now, and a line that is cut, are tried again. */
async function refuseUnlessDone(response: Response): Promise<void> {
  if (response.ok) return;
  if (response.status >= 500 || response.status === 429) throw new Error(String(response.status));
  throw new UploadRefused(await response.text());
}

/** The rest of the file; `fetch` would not say how far it is. */
function sendBytes(file: File, address: string, offset: number, { signal, onProgress }: Sending): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', address);
    request.setRequestHeader('tus-resumable', PROTOCOL['tus-resumable']);
    request.setRequestHeader('content-type', 'application/offset+octet-stream');
    request.setRequestHeader('upload-offset', String(offset));
    const abort = (): void => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.upload.onprogress = ({ loaded }) => onProgress(offset + loaded);
    request.onloadend = () => {
      signal.removeEventListener('abort', abort);
      const { status } = request;
      if (status === 204) resolve(Number(request.getResponseHeader('upload-offset')));
      // 409: it stands elsewhere, 460: it came in damaged; both go on from where it is. 507 waits for somebody to make room.
      else if (status >= 400 && status < 500 && ![409, 429, 460].includes(status))
        reject(new UploadRefused(request.responseText));
      else if (status === 507) reject(new UploadRefused(request.responseText));
      else reject(new Error(`upload: ${status}`));
    };
    request.send(file.slice(offset));
  });
}

/** Waits, or less when the device is connected again. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      removeEventListener('online', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener('online', go);
    signal.addEventListener('abort', go);
  });
}

const inBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Takes back what was sent, or is being sent. A failure changes nothing: it goes by itself after a day. */
export const takeBack = (address: string): Promise<unknown> =>
  fetch(address, { method: 'DELETE', headers: PROTOCOL, keepalive: true }).catch(() => undefined);
