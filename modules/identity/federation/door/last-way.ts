import type { Context } from '../../../../platform/http/context.ts';

const COOKIE = 'preau-way';
const DAYS = 365;

/** Coming in by one's own login. */
export const BY_LOGIN = 'login';

/** Notes, in this browser, by which way somebody came in last: the provider's key or `BY_LOGIN`; nothing of who it was. */
export const rememberWay = (ctx: Context, way: string): void =>
  ctx.cookies.set(COOKIE, way, { maxAge: DAYS * 24 * 3600 });

export const lastWay = (ctx: Context): string | undefined => ctx.cookies.get(COOKIE);
