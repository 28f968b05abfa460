import { definePolicy } from '../../../../platform/authz/policy.ts';

/** Who turns the certificates that other houses keep of us: the operator of the platform, nobody else. */
export const certificatePolicy = definePolicy<null, 'turn'>('identity.certificate', {
  turn: [{ role: 'platform', scope: 'whole-platform', allows: () => true }],
});
