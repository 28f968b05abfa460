import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showPerson } from '../contract.ts';
import { mayRetry } from '../form-errors.ts';
import { changeContact, readOwnContact } from './contact.ts';
import * as contract from './contract.ts';
import { readUsedName, useName } from './name.ts';
import { contactView, nameView } from './pages.tsx';
import { texts } from './texts.ts';

export const ownRoutes: readonly AnyRoute[] = [
  route(contract.showOwnContact, {
    handle: readOwnContact,
    page: (ctx, contact) => contactView(ctx, contact),
  }),
  route(contract.changeOwnContact, {
    handle: (ctx, { body }) => changeContact(ctx, body),
    done: (ctx, { changed }) => {
      const { contact } = texts[ctx.locale];
      ctx.flash(changed.length > 0 ? contact.saved : contact.nothing);
      return '/account';
    },
    refused: async (ctx, refusal, { body }) => {
      const signedIn = mayRetry(ctx, refusal);
      return contactView(signedIn, await readOwnContact(signedIn), refusal, body);
    },
  }),
  route(contract.showUsedName, {
    handle: (ctx, { params }) => readUsedName(ctx, params.personUid),
    page: (ctx, named) => nameView(ctx, named),
  }),
  route(contract.useName, {
    handle: async (ctx, { params, body }) => ({ displayName: await useName(ctx, params.personUid, body.used) }),
    done: (ctx, { displayName }, { params }) => {
      ctx.flash(texts[ctx.locale].name.saved(displayName));
      return params.personUid === ctx.actor.uid ? '/account' : addressOf(showPerson, { personUid: params.personUid });
    },
    refused: async (ctx, refusal, { params, body }) => {
      const signedIn = mayRetry(ctx, refusal);
      return nameView(signedIn, await readUsedName(signedIn, params.personUid ?? ''), refusal, body);
    },
  }),
];
