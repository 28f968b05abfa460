import { z } from 'zod';
import type { Subscription } from '../../../platform/module.ts';
import { tellService } from '../sessions/tell.ts';
import { CONSENT_WITHDRAWN } from './commands.ts';

const withdrawn = z.object({ personId: z.uuid(), partyId: z.uuid() });

/** A service that may receive nothing more is told to end the sessions it opened with this person's account, where it can be told. */
export const tellWithdrawal: Subscription = {
  fact: CONSENT_WITHDRAWN,
  reader: 'identity.tell-consent-withdrawn',
  async read(ctx, payload) {
    await tellService(ctx, withdrawn.parse(payload));
  },
};
