import { z } from 'zod';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { Subscription } from '../../../platform/module.ts';
import { familiesOfCommune, tellCrowd } from '../../directory/index.ts';
import { pageOf, REUSE_ASKED } from './commands.ts';
import { requestById } from './queries.ts';

const asked = z.object({ requestId: z.uuid() });

/** Says to each family of the commune, on their home page, that something is asked; no mail: nothing is urgent in it. */
export const tellFamilies: Subscription = {
  fact: REUSE_ASKED,
  reader: 'identity.tell-reuse-asked',
  async read({ db, clock }, payload) {
    const request = await requestById(db, asked.parse(payload).requestId);
    if (!request || request.closedAt) return;
    const now = clock.now();
    const { commune, title } = request;
    const details = { href: pageOf(request.id), commune, title };
    await tellCrowd(db, familiesOfCommune(request.communeId, dayOf(now)), { code: 'reuse-asked', details }, now);
  },
};
