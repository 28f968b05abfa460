import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/http/context.ts';
import { audiencesBySchool, entryOf } from '../relying-parties/access.ts';
import type { ReleasedFacts } from '../relying-parties/attributes.ts';
import { drawPairwiseId, factsFor } from '../relying-parties/facts.ts';
import { type Door, type Found, findDoor, type Waiting } from './store.ts';

/** A fault as the library names it, for the audit. */
export interface Fault {
  readonly error: string;
}

/**
 * One request on its way through the library, which asks for things one by one and by name: what was read for one question answers the
 * next, so that a code costs one statement and not four.
 */
export class Passage {
  readonly ctx: Context;
  /** The request that waited, when this is one that is taken up again. */
  readonly waiting: Waiting | undefined;
  /** The code or token by which a program came, with the session behind it. */
  found: Found | undefined;
  /** Schools for which the person enters the service: what leaves is theirs alone. */
  schoolIds: readonly string[] = [];
  /** What went wrong, as the protocol names it. */
  fault: Fault | undefined;
  /** What broke in our own code. */
  defect: unknown;
  /** The answer goes to the service in a form of the browser. */
  form: { readonly to: string; readonly fields: Readonly<Record<string, string>> } | undefined;
  /** No address to which the fault could be told. */
  problem: Readonly<Record<string, unknown>> | undefined;

  readonly #doors = new Map<string, Promise<Door | undefined>>();
  #facts: Promise<ReleasedFacts | undefined> | undefined;
  #sub: Promise<string | null> | undefined;

  constructor(ctx: Context, waiting?: Waiting) {
    this.ctx = ctx;
    this.waiting = waiting;
  }

  /** The session of the browser, if it is one that may act. */
  get session(): { readonly id: string; readonly personId: string; readonly provedAt: Date | null } | undefined {
    const { actor, session, detour } = this.ctx;
    if (!actor || session?.means !== 'session' || detour !== undefined) return undefined;
    return { id: session.id, personId: actor.personId, provedAt: session.provedAt };
  }

  /** The person proved who they are since the service asked. */
  get isProvedSince(): boolean {
    const provedAt = this.session?.provedAt;
    return this.waiting !== undefined && !!provedAt && provedAt >= this.waiting.askedAt;
  }

  door(partyId: string): Promise<Door | undefined> {
    let door = this.#doors.get(partyId);
    if (!door) {
      const { actor } = this.ctx;
      const schoolIds = actor ? [...audiencesBySchool(actor).keys()] : [];
      door = findDoor(this.ctx.db, partyId, schoolIds, this.session?.id ?? null);
      this.#doors.set(partyId, door);
    }
    return door;
  }

  /** Whether the person may enter; for which schools is then known. */
  mayEnter(door: Door): boolean {
    const schoolIds = this.ctx.actor ? entryOf(this.ctx.actor, door) : undefined;
    this.schoolIds = schoolIds ?? [];
    return schoolIds !== undefined;
  }

  facts(door: Door, personId: string): Promise<ReleasedFacts | undefined> {
    const { db, now } = this.ctx;
    this.#facts ??= factsFor(db, { personId, party: door, schoolIds: this.schoolIds, today: dayOf(now) });
    return this.#facts;
  }

  /** The name under which the service alone knows the person; drawn at first need. */
  sub(partyId: string, personId: string): Promise<string | null> {
    const known = this.found?.partyId === partyId ? this.found.sub : null;
    this.#sub ??= known === null ? drawPairwiseId(this.ctx.db, partyId, personId) : Promise.resolve(known);
    return this.#sub;
  }
}

/** The name of a session at one service, the same as long as it lasts; it opens nothing. */
export const sidOf = (sessionId: string, partyId: string): string =>
  createHash('sha256').update(`oidc-sid\0${sessionId}\0${partyId}`).digest('base64url').slice(0, 22);

/** What a session grants to a service: there is nothing to keep of it, it lives as long as the session. */
export const grantOf = (sessionId: string, partyId: string): string => `${sessionId}.${partyId}`;

/** A request as the library is given it. */
export type Carried = IncomingMessage & { readonly passage: Passage };

export const passageOf = ({ req }: { readonly req: IncomingMessage }): Passage => (req as Carried).passage;
