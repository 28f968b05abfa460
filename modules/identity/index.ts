export { activeLogins, presetPassword } from './accounts/preset.ts';
export { provisionAccounts } from './accounts/provision.ts';
export { authenticate, SESSION_COOKIE } from './sessions/authenticate.ts';
