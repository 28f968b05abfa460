/**
 * A client cheap enough to load the product from the same machine: one request at a time on each kept connection, no header but
 * those given. (Node's own clients cost more CPU than our server.)
 */
import { connect, type Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';

export interface Answer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  readonly bytes: Buffer;
  /** The body, decompressed. */
  text(): string;
}

export class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  /** @param port on 127.0.0.1, the only machine that a bench ever loads */
  constructor(port: number) {
    this.#port = port;
  }

  /** Sends one request; the connection must be at rest. @throws Error when the server hangs up */
  send(method: 'GET' | 'POST', path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Answer> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const length = method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
    return new Promise((resolve, reject) => {
      if (this.#waiting) throw new Error('this connection is busy');
      this.#waiting = { resolve, reject };
      this.#open().write(
        `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\n${lines.join('')}${length}\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open(): Socket {
    if (this.#socket && !this.#socket.destroyed) return this.#socket;
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    this.#received = Buffer.alloc(0);
    const fail = (error: Error): void => {
      if (this.#socket === socket) this.#socket = undefined;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.reject(error);
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server hung up')));
    socket.on('data', (chunk) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#read();
    });
    this.#socket = socket;
    return socket;
  }

  #read(): void {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1 || !this.#waiting) return;
    const [first = '', ...lines] = this.#received.toString('latin1', 0, end).split('\r\n');
    const headers: Record<string, string> = {};
    const setCookies: string[] = [];
    for (const line of lines) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (name === 'set-cookie') setCookies.push(value);
      else headers[name] = value;
    }
    const body = headers['transfer-encoding'] === 'chunked' ? this.#chunks(end + 4) : this.#exactly(end + 4, headers);
    if (!body) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting.resolve({
      status: Number(first.split(' ')[1]),
      headers,
      setCookies,
      bytes: body,
      text: () => decoded(body, headers['content-encoding']).toString('utf8'),
    });
  }

  #exactly(start: number, headers: Readonly<Record<string, string>>): Buffer | undefined {
    const length = Number(headers['content-length'] ?? 0);
    if (this.#received.length < start + length) return undefined;
    const body = Buffer.from(this.#received.subarray(start, start + length));
    this.#received = this.#received.subarray(start + length);
    return body;
  }

  #chunks(start: number): Buffer | undefined {
    const parts: Buffer[] = [];
    for (let at = start; ; ) {
      const line = this.#received.indexOf('\r\n', at);
      if (line === -1) return undefined;
      const size = Number.parseInt(this.#received.toString('latin1', at, line), 16);
      if (this.#received.length < line + 2 + size + 2) return undefined;
      if (size === 0) {
        this.#received = this.#received.subarray(line + 4);
        return Buffer.concat(parts);
      }
      parts.push(this.#received.subarray(line + 2, line + 2 + size));
      at = line + 2 + size + 2;
    }
  }
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'zstd') return zstdDecompressSync(body);
  if (encoding === 'br') return brotliDecompressSync(body);
  if (encoding === 'gzip') return gunzipSync(body);
  return body;
}

/** The cookies of one browser. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  keep({ setCookies }: Answer): void {
    for (const cookie of setCookies) {
      const [pair = ''] = cookie.split(';');
      const equals = pair.indexOf('=');
      const name = pair.slice(0, equals);
      if (/max-age=0\b/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(equals + 1));
    }
  }

  set(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  header(): Record<string, string> {
    if (this.#cookies.size === 0) return {};
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}
