import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../product.ts';
import type { Authority } from './authority.ts';
import { openFront } from './front.ts';
import { Room } from './room.ts';

/** A site in PHP, at an address of its own behind TLS. */
export interface PhpSite {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly room: Room;
  /** Begins to answer, once its settings are written. */
  start(environment?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Prepares a site.
 * @param host the loopback address that is its own
 * @param root folder that it serves; left out, its own room
 */
export async function openPhpSite(authority: Authority, host: string, name: string, root?: string): Promise<PhpSite> {
  const room = new Room(name);
  const port = await freePort();
  const front = await openFront(authority, host, port);
  const settings = [
    `session.save_path=${room.makeFolder('sessions')}`,
    `curl.cainfo=${authority.authorityFile}`,
    `openssl.cafile=${authority.authorityFile}`,
    'display_errors=0',
    'log_errors=1',
    // All but what will be gone in a later PHP.
    'error_reporting=8191',
  ];
  return {
    origin: front.origin,
    room,
    start: (environment = {}) =>
      room.start({
        program: 'php',
        args: [...settings.flatMap((setting) => ['-d', setting]), '-S', `127.0.0.1:${port}`, '-t', root ?? room.folder],
        // Several at once: while it validates a ticket, the platform calls it back.
        ending: 'INT',
        environment: { PHP_CLI_SERVER_WORKERS: '4', ...environment },
        host: '127.0.0.1',
        port,
      }),
    async close() {
      await front.close();
      await room.close();
    },
  };
}

/** Puts the files of a folder into a room. */
export function copyInto(room: Room, folder: string): void {
  for (const name of readdirSync(folder)) room.write(name, readFileSync(join(folder, name), 'utf8'));
}
