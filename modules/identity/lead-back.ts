import { z } from 'zod';
import { addressOf, endpoint } from '../../platform/contract/endpoint.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';

/**
 * Some forms are answered by a page at their own address (a code shown once, a refused address). Whoever asks for that address anew,
 * by reloading without sending again, is led to the page where the form stands.
 */
const leadBack = (name: string, path: string, to: string): AnyRoute =>
  route(
    endpoint({
      name: `identity.leadBack${name}`,
      method: 'GET',
      path,
      summary: 'Leads to the page of the form.',
      access: 'public',
      params: z.record(z.string(), z.string()),
      answer: z.object({}),
      api: false,
    }),
    { handle: async () => ({}), page: (_ctx, _answer, { params }) => addressOf({ path: to }, params) },
  );

export const leadBackRoutes: readonly AnyRoute[] = [
  leadBack('Code', '/people/:personUid/activation-code', '/people/:personUid'),
  leadBack('Revocation', '/people/:personUid/activation-code/revoke', '/people/:personUid'),
  leadBack('Phrase', '/groups/:groupId/tablets/phrase', '/groups/:groupId/tablets'),
  leadBack('ClassSheets', '/groups/:groupId/login-sheets', '/groups/:groupId/access'),
  leadBack('SchoolSheets', '/schools/:schoolUai/login-sheets', '/schools/:schoolUai/access'),
  leadBack('Way', '/account/ways/:provider/add', '/account/ways'),
  leadBack('Waiting', '/account/ways/waiting', '/account/ways'),
  leadBack('Unlinking', '/account/ways/:identityId/remove', '/account/ways'),
  leadBack('Certificate', '/certificates/:use/:step', '/certificates'),
  leadBack('Try', '/providers/:provider/try', '/providers/:provider'),
  leadBack('Address', '/account/addresses', '/account'),
  leadBack('Confirmation', '/addresses/confirm', '/account'),
];
