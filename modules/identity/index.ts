export { closeAccount, reopenAccount } from './accounts/close.ts';
export { accountByLogin, accountsOf, type FoundAccount } from './accounts/find.ts';
export { mayEnter } from './accounts/may-enter.ts';
export { activeLogins, presetPassword } from './accounts/preset.ts';
export { provisionAccounts } from './accounts/provision.ts';
export { printedCode } from './activation/code.ts';
export { type IssuedCode, issueActivationCode } from './activation/issue.ts';
export { ownProxyTicket } from './cas/own-proxy.ts';
export { publishCharter } from './charter/charter.ts';
export { listConsents } from './consents/contract.ts';
export { turnedUses, turnKey, turnSteps } from './keys/turn.ts';
export {
  attributesOf as attributesOfClaims,
  claimNames,
  claimsIn,
  releasedAs,
} from './oidc/claims.ts';
export {
  clientAuths,
  clientOf as openidClient,
  drawClientSecret,
  keepClient as keepOpenidClient,
} from './oidc/clients.ts';
export { discoveryAddress as openidDiscovery } from './oidc/contract.ts';
export { audiencesBySchool, entryOf, type ServiceAudience, serviceAudiences } from './relying-parties/access.ts';
export { type Attribute, attributes, type Principal, principals } from './relying-parties/attributes.ts';
export { factsFor } from './relying-parties/facts.ts';
export { partiesOf } from './relying-parties/find.ts';
export { addressesOfParty, chooseForSchool, type DeclaredParty, keepParty } from './relying-parties/keep.ts';
export { answerForms, type Protocol, protocols, type RelyingParty } from './relying-parties/party.ts';
export { shownRelease } from './relying-parties/shown.ts';
export { texts as attributeTexts } from './relying-parties/texts.ts';
export { samlAddresses } from './saml/addresses.ts';
export { metadata as samlMetadata } from './saml/contract.ts';
export { keepSamlService, samlChoice } from './saml/keep.ts';
export { samlName } from './saml/names.ts';
export { nameIdKinds } from './saml/service.ts';
export { proofOfPerson } from './second-factor/proof.ts';
export { resetFactor } from './second-factor/reset.ts';
export { authenticate, SESSION_COOKIE } from './sessions/authenticate.ts';
export { meansOfSession } from './sessions/queries.ts';
