/** A short message to a program of another house. */
export interface OutgoingCall {
  readonly method: 'GET' | 'POST';
  readonly address: string;
  /** Fields of a form; only with POST. */
  readonly form?: Readonly<Record<string, string>>;
  /** An XML envelope instead of a form; only with POST. */
  readonly envelope?: string;
  /** Milliseconds for all of it: the name, the connection, the answer. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** What a program of another house answered. */
export interface OutgoingAnswer {
  readonly status: number;
  /** Media type, small letters, without parameters. */
  readonly type: string;
  readonly text: string;
}

/**
 * Sends it and reads the answer, up to `most` bytes of UTF-8; undefined when nothing came in time, came too large, is no text, or leads
 * elsewhere.
 */
export async function askOut(
  { method, address, form, timeout, signal }: OutgoingCall,
  most: number,
): Promise<OutgoingAnswer | undefined> {
  const inTime = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(address, {
      method,
      redirect: 'error',
      signal: signal ? AbortSignal.any([inTime, signal]) : inTime,
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      // Leaving the loop cancels what still comes.
      if (size > most) return undefined;
      chunks.push(chunk);
    }
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    return {
      status: response.status,
      type,
      text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)),
    };
  } catch {
    return undefined;
  }
}

/**
 * Sends it and gives the status that came back, or undefined when nothing did in time. What it says is not read, and where it leads is not
 * followed: an address that was declared must not make us call another one.
 */
export async function callOut({
  method,
  address,
  form,
  envelope,
  timeout,
  signal,
}: OutgoingCall): Promise<number | undefined> {
  const inTime = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([inTime, signal]) : inTime,
      ...(form ? { body: new URLSearchParams(form) } : {}),
      ...(envelope === undefined ? {} : { body: envelope, headers: { 'content-type': 'text/xml; charset=utf-8' } }),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}

/**
 * Asks for what a program of another house publishes at a declared address. The caller reads the answer with a limit of its own; another
 * address that it leads to is not followed.
 * @throws Error when nothing came in time (milliseconds)
 */
export const fetchDeclared = (address: string, timeout: number): Promise<Response> =>
  fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeout), headers: { accept: 'application/json' } });
