/**
 * An installed Firefox, driven by WebDriver BiDi, which it speaks by itself: no other program, no patched build. Only what a
 * smoke run needs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

const frenchPages = 'user_pref("intl.accept_languages", "fr-FR, fr");\n';

interface Reply {
  readonly id?: number;
  readonly type?: string;
  readonly method?: string;
  readonly params?: { readonly level?: string; readonly text?: string | null; readonly type?: string };
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #heard: string[] = [];
  #context = '';
  #next = 0;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#receive(JSON.parse(String(event.data)) as Reply));
  }

  /** Starts Firefox with a profile of its own. @throws Error with a sentence when none is installed or it does not answer */
  static async start(): Promise<Firefox> {
    const program = process.env.FIREFOX_PATH ?? places.find((path) => existsSync(path));
    if (!program) throw new Error('No Firefox is installed: install firefox-esr, or set FIREFOX_PATH to the program.');
    const profile = mkdtempSync(join(tmpdir(), 'preau-firefox-'));
    writeFileSync(join(profile, 'user.js'), frenchPages);
    const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const address = await addressSaid(child);
    const socket = new WebSocket(`${address}/session`);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error(`Firefox does not answer on ${address}`)));
    });
    const firefox = new Firefox(child, profile, socket);
    await firefox.#send('session.new', { capabilities: {} });
    await firefox.#send('session.subscribe', { events: ['log.entryAdded'] });
    const tree = (await firefox.#send('browsingContext.getTree', {})) as { contexts: { context: string }[] };
    firefox.#context = tree.contexts[0]?.context ?? '';
    return firefox;
  }

  /**
   * Goes to an address and waits until the page and its parts are there and drawn. Firefox may say that a navigation is complete
   * when an earlier one of the same tab was: only another document, loaded, is the page asked for.
   */
  async visit(url: string): Promise<void> {
    const before = await this.read<number>('performance.timeOrigin');
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
    await this.until(`performance.timeOrigin !== ${before} && document.readyState === 'complete'`);
    await this.read('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(1))))');
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#send('browsingContext.setViewport', { context: this.#context, viewport: { width, height } });
  }

  /** The value, as JSON carries it, of an expression evaluated in the page. */
  async read<T>(expression: string): Promise<T> {
    const answer = (await this.#send('script.evaluate', {
      expression: `Promise.resolve(${expression}).then(JSON.stringify)`,
      target: { context: this.#context },
      awaitPromise: true,
    })) as { type: string; result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.type !== 'success') throw new Error(`in Firefox: ${answer.exceptionDetails?.text}`);
    return JSON.parse(answer.result?.value ?? 'null') as T;
  }

  /** Waits until an expression is true. @throws Error after `seconds`, long enough for a busy machine */
  async until(expression: string, seconds = 30): Promise<void> {
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      // Between two pages there is nothing to ask.
      if (await this.read<boolean>(`Boolean(${expression})`).catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const seen = await this.read<string>('location.href + " " + document.body.innerText').catch(() => 'nothing');
    throw new Error(`Firefox waited ${seconds} s for: ${expression}\nIt shows: ${seen.slice(0, 600)}`);
  }

  /** Presses keys one after the other: characters, or WebDriver's codes of special keys. */
  async press(...keys: string[]): Promise<void> {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#send('input.performActions', {
      context: this.#context,
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  /** Clicks the middle of the first element that a selector finds. */
  async click(selector: string): Promise<void> {
    const [x, y] = await this.read<[number, number]>(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    })()`);
    const actions = [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#send('input.performActions', {
      context: this.#context,
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  /** Errors that the console told since the last call. */
  errors(): string[] {
    return this.#heard.splice(0);
  }

  async stop(): Promise<void> {
    await this.#send('browser.close', {}).catch(() => undefined);
    this.#socket.close();
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 3000);
    if (this.#process.exitCode === null) await gone;
    clearTimeout(patience);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #send(method: string, params: unknown): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #receive(reply: Reply): void {
    if (reply.method === 'log.entryAdded' && reply.params?.level === 'error') this.#heard.push(reply.params.text ?? '');
    if (reply.id === undefined) return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type === 'success') waiting?.resolve(reply.result);
    else waiting?.reject(new Error(`Firefox refuses: ${reply.error} ${reply.message ?? ''}`));
  }
}

/** The keys of WebDriver that have no character. */
export const keys = { tab: '\uE004', enter: '\uE007' } as const;

/** Firefox tells on its error stream where it listens. */
function addressSaid(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const patience = setTimeout(() => reject(new Error(`Firefox does not start: ${said.slice(-500)}`)), 60_000);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(patience);
      resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Firefox ended at once: ${said.slice(-500)}`)));
  });
}
