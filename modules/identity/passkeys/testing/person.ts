import assert from 'node:assert/strict';
import type { Reply, Visitor } from '../../../../platform/testing/browser.ts';
import { type Asking, type Making, Passkey } from './authenticator.ts';

/*
 * What a person does with passkeys, through the pages and addresses that the browser's script uses.
 */

/** Where the door of tests stands. */
export const ORIGIN = 'http://localhost';

const unescaped = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'");

/** What a page with the form for a new passkey asks of the browser. */
export function makingIn(page: Reply): Making {
  const found = /data-passkey-options="([^"]*)"/.exec(page.text)?.[1];
  assert.ok(found, page.text.slice(0, 400));
  return JSON.parse(unescaped(found)) as Making;
}

/** Presses « Ajouter une clé d’accès ». */
export const begin = async (visitor: Visitor): Promise<Making> =>
  makingIn(await visitor.post('/account/second-factor/passkeys/begin'));

export interface Adding {
  readonly name?: string;
  readonly alone?: boolean;
  readonly kind?: 'ES256' | 'RS256';
  readonly copied?: boolean;
}

/** Adds a passkey, and gives it with the page or the redirect that followed. */
export async function addPasskey(visitor: Visitor, given: Adding = {}): Promise<{ passkey: Passkey; reply: Reply }> {
  const { name = 'Ce téléphone', alone = false, ...device } = given;
  const making = await begin(visitor);
  const passkey = new Passkey(making, { origin: ORIGIN, ...device });
  const reply = await visitor.post('/account/second-factor/passkeys', {
    name,
    ...(alone ? { alone: 'yes' } : {}),
    credential: passkey.made(making),
  });
  return { passkey, reply };
}

/** What the server asks at the door. */
export async function askedAtDoor(visitor: Visitor): Promise<Asking> {
  return (await visitor.api('POST', '/api/sign-in/passkey/challenge')).json<Asking>();
}

/** What the server asks of somebody inside, or waiting for their second factor. */
export async function askedInside(visitor: Visitor): Promise<Asking> {
  return (await visitor.api('POST', '/api/account/second-factor/passkeys/challenge')).json<Asking>();
}

/** Signs in by that passkey alone. */
export const enter = async (visitor: Visitor, passkey: Passkey, next = '/account'): Promise<Reply> =>
  visitor.post('/sign-in/passkey', { credential: passkey.answer(await askedAtDoor(visitor)), next });
