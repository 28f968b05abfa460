export { closeAccount, reopenAccount } from './accounts/close.ts';
export { accountByLogin, accountsOf, type FoundAccount } from './accounts/find.ts';
export { activeLogins, presetPassword } from './accounts/preset.ts';
export { provisionAccounts } from './accounts/provision.ts';
export { printedCode } from './activation/code.ts';
export { type IssuedCode, issueActivationCode } from './activation/issue.ts';
export { resetFactor } from './second-factor/commands.ts';
export { proofOfPerson } from './second-factor/proof.ts';
export { authenticate, SESSION_COOKIE } from './sessions/authenticate.ts';
