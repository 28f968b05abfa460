import { sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { LANGUAGE_COOKIE } from '../../../platform/http/cookies.ts';
import type { Locale } from '../../../platform/texts/texts.ts';

/** Keeps the language of the pages: with the account, and in this browser for the pages before a session. */
export async function keepLanguage(ctx: Context, locale: Locale): Promise<void> {
  if (ctx.actor && ctx.session?.means === 'session') {
    await sql`update identity.accounts set locale = ${locale} where person_id = ${ctx.actor.personId}`.execute(ctx.db);
  }
  ctx.cookies.set(LANGUAGE_COOKIE, locale, { maxAge: 365 * 24 * 3600 });
}
