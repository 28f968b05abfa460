export { provisionAccounts } from './accounts/provision.ts';
export { authenticate } from './sessions/authenticate.ts';
