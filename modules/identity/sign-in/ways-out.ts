import type { Context } from '../../../platform/http/context.ts';
import { casWayOut } from '../cas/login.ts';
import { openidWayOut } from '../oidc/wait.ts';
import { samlWayOut } from '../saml/behind.ts';

/** The service that somebody opens once they are signed in. */
export interface Bound {
  /** Its name, for people. */
  readonly name: string;
  /** It wants a proof that is newer than its question: the form is then shown to whoever is signed in too. */
  readonly asksAnew: boolean;
  /** Who the service thinks it is, to fill the form in. */
  readonly login?: string | undefined;
}

/** Reads an address where a service's wish is taken up after a form; undefined for any other address. */
export type WayOut = (ctx: Context, next: string) => Promise<Bound | undefined>;

const waysOut: readonly WayOut[] = [casWayOut, openidWayOut, samlWayOut];

/** The service behind what the sign-in keeps of where somebody wanted to go; undefined when it is a page of ours. */
export async function boundFor(ctx: Context, next: string): Promise<Bound | undefined> {
  for (const read of waysOut) {
    const bound = await read(ctx, next);
    if (bound) return bound;
  }
  return undefined;
}
