export { activeLogins, presetPassword } from './accounts/preset.ts';
export { provisionAccounts } from './accounts/provision.ts';
export { authenticate } from './sessions/authenticate.ts';
