/** A small site for the browser tests of `ui/`: pages given as functions, the real client build, the product's own headers. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { securityHeaders } from '../../platform/http/security.ts';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Answers a request; gives the HTML to send, or nothing when it has answered by itself. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => string | undefined | Promise<string | undefined>;

export interface Site {
  origin: string;
  /** Paths asked, with their method: `POST /api/session/renew`. */
  asked: string[];
  close(): Promise<void>;
}

/** Serves `answers` by path, and the assets of `clientFolder`. */
export async function openSite(clientFolder: string, answers: Record<string, Answer>): Promise<Site> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${request.method} ${url.pathname}${url.search}`);
    if (url.pathname.startsWith('/assets/')) return sendAsset(join(clientFolder, url.pathname), response);
    // What stays beside the pages has tests of its own: here it does nothing.
    if (url.pathname === '/service-worker.js')
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end();
    const html = await answers[url.pathname]?.(request, response, url);
    if (response.headersSent || response.writableEnded) return;
    response.writeHead(html === undefined ? 404 : response.statusCode, {
      'content-type': 'text/html; charset=utf-8',
      ...securityHeaders({ publicUrl: 'http://127.0.0.1' }),
    });
    response.end(html ?? '<!doctype html><title>404</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

function sendAsset(path: string, response: ServerResponse): void {
  if (!existsSync(path)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': 'max-age=600',
  });
  response.end(readFileSync(path));
}
