import type { FastifyInstance, InjectOptions } from 'fastify';

/** An answer as a person's browser would have it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  /** The body as it came, for files. */
  readonly bytes: Buffer;
  /** The body as JSON; undefined when it is not. */
  json<T = unknown>(): T;
  /** Where it redirects, if it does. */
  readonly location: string | undefined;
}

/** A visitor with a cookie jar, without a browser: keeps cookies, sends forms as browsers do. */
export class Visitor {
  readonly #app: FastifyInstance;
  readonly #cookies = new Map<string, string>();
  readonly #headers: Record<string, string>;

  constructor(app: FastifyInstance, headers: Record<string, string> = {}) {
    this.#app = app;
    this.#headers = headers;
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send({ method: 'GET', url, headers });
  }

  /** Sends a form; does not follow the redirect. */
  post(url: string, form: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send({
      method: 'POST',
      url,
      payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  /** Sends a form and follows redirects, as a person sees it. */
  async submit(url: string, form: Record<string, string> = {}): Promise<Reply> {
    let reply = await this.post(url, form);
    for (let hops = 0; reply.location && hops < 5; hops += 1) reply = await this.get(reply.location);
    return reply;
  }

  /** Sends a form with one file and other fields, as browsers do; does not follow the redirect. */
  sendFile(
    url: string,
    file: { readonly field: string; readonly name: string; readonly bytes: Uint8Array },
    headers: Record<string, string> = {},
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const boundary = '----preau-test-boundary';
    const others = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    return this.#send({
      method: 'POST',
      url,
      payload: Buffer.concat([Buffer.from(others.join('') + head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
  }

  /** Calls the JSON API. */
  api(method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#send({
      method,
      url,
      ...(body === undefined ? {} : { payload: body as object }),
      headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async #send(request: InjectOptions): Promise<Reply> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#app.inject({
      ...request,
      headers: { host: 'localhost', ...this.#headers, ...(cookie ? { cookie } : {}), ...request.headers },
    });
    for (const { name, value, maxAge } of response.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (maxAge === 0) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      bytes: response.rawPayload,
      json: <T>() => response.json() as T,
      location: response.headers.location as string | undefined,
    };
  }
}
