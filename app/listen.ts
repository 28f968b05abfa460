import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { exitCodes, OperatorRefusal } from '../platform/config/operator-refusal.ts';
import type { Settings } from '../platform/config/settings.ts';
import { texts } from './texts.ts';

type Place = Pick<Settings, 'host' | 'port'>;

/** Makes sure early, before anything long, that we shall be able to listen; answers the port, chosen when 0 was given. */
export async function findPort(place: Place): Promise<number> {
  const probe = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  probe.once('error', reject);
  probe.listen(place.port, place.host, () => {
    const address = probe.address();
    const port = address !== null && typeof address === 'object' ? address.port : place.port;
    probe.close(() => resolve(port));
  });
  return explained(place, promise);
}

/** Starts listening. */
export async function listen(app: FastifyInstance, place: Place): Promise<void> {
  await explained(place, app.listen({ port: place.port, host: place.host }));
}

async function explained<T>(place: Place, attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new OperatorRefusal(texts.portTaken(place.port), exitCodes.unavailable, error);
    if (code === 'EACCES') throw new OperatorRefusal(texts.portForbidden(place.port), exitCodes.permission, error);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new OperatorRefusal(texts.hostUnknown(place.host), exitCodes.configuration, error);
    }
    throw error;
  }
}

/**
 * Stops listening, lets the requests under way finish, and cuts the connections that are still open after the given
 * time. Pages that keep a connection open close it themselves in Fastify's `preClose`.
 */
export async function drain(app: FastifyInstance, milliseconds = 10_000): Promise<void> {
  // A browser keeps its connection open after the answer it was waiting for: nobody else would close it.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => app.server.closeAllConnections(), milliseconds);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
