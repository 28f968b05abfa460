import type { Context } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { type SignInForm, signInView } from '../../sign-in/page.tsx';
import type { Who } from '../providers/kinds.ts';
import { activeProviders } from '../providers/queries.ts';
import { BY_LOGIN, lastWay } from './last-way.ts';
import { waysAround, whoView } from './pages.tsx';

/**
 * The sign-in page. No provider declared: the form alone. Else the question first, unless it was answered (`who`), something was typed
 * already, or whoever used this browser last came in by their login.
 */
export async function doorView(
  ctx: Context,
  form: Omit<SignInForm, 'who'> & { readonly who?: Who | 'any' | undefined },
): Promise<View> {
  const providers = await activeProviders(ctx.db);
  const { who, ...plain } = form;
  const { next, refusal } = plain;
  if (providers.length === 0) return signInView(ctx, plain);
  const last = lastWay(ctx);
  const asksWho = !refusal && (who === 'any' || (who === undefined && last !== BY_LOGIN));
  if (asksWho)
    return whoView(
      ctx,
      next,
      providers.find(({ key }) => key === last),
    );
  const fitting = who && who !== 'any' ? providers.filter(({ audiences }) => audiences.includes(who)) : [];
  return signInView(ctx, {
    ...plain,
    ...waysAround(ctx, fitting, next),
    who: who === 'any' ? undefined : who,
    remembers: true,
  });
}
