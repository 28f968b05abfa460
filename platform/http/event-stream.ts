import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** An answer that stays open and says things as they happen (server-sent events). */
export interface EventStream {
  /** Sends one event with a name and a line of data. */
  send(event: string, data: string): void;
  /** A sign of life that the browser does not see: keeps proxies from closing a silent connection. */
  beat(): void;
  /** Ends it; the browser comes back by itself after `retry` milliseconds. */
  end(retry: number): void;
  onEnd(act: () => void): void;
}

/** What a stuck browser may leave unread before its connection is cut. */
const MAX_UNREAD = 64_000;

const open = new WeakMap<FastifyInstance, Set<EventStream>>();

/** Ends the streams of `app` before it closes: a server waits for its connections, and these never end by themselves. */
export function endStreamsOnClose(app: FastifyInstance): void {
  const streams = new Set<EventStream>();
  open.set(app, streams);
  app.addHook('preClose', async () => {
    // Not all at once to the process that remains, or comes next.
    for (const stream of streams) stream.end(1_000 + Math.round(Math.random() * 9_000));
  });
}

/** Turns the answer to `request` into a stream. The headers set so far go with it. */
export function openEventStream(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): EventStream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store, no-transform',
    // nginx would keep events back until its buffer is full.
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  request.raw.socket.setNoDelay(true);
  const write = (text: string): void => {
    if (raw.writableEnded || raw.destroyed) return;
    raw.write(text);
    if (raw.writableLength > MAX_UNREAD) raw.destroy();
  };
  const endings: (() => void)[] = [];
  const stream: EventStream = {
    send: (event, data) => write(`event: ${event}\ndata: ${data}\n\n`),
    beat: () => write(':\n\n'),
    end: (retry) => {
      if (!raw.writableEnded) raw.end(`retry: ${retry}\n\n`);
    },
    onEnd: (act) => {
      endings.push(act);
    },
  };
  const streams = open.get(app);
  streams?.add(stream);
  const left = (): void => {
    streams?.delete(stream);
    for (const act of endings) act();
  };
  // The browser may have left while its request was answered: then nothing more will be said of it.
  if (raw.destroyed || request.raw.socket.destroyed) setImmediate(left);
  else raw.once('close', left);
  return stream;
}
