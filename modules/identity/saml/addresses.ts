import * as contract from './contract.ts';

/* Our own addresses, as services know them. */

const at = (publicUrl: string, path: string): string => new URL(path, publicUrl).href;

/** Our name among the houses of SAML: the address of our metadata. */
export const ownEntityId = (publicUrl: string): string => at(publicUrl, contract.metadata.path);

/** Where requests come, whatever the binding. */
export const ssoAddress = (publicUrl: string): string => at(publicUrl, contract.sso.path);

/** Where messages about the end of sessions come. */
export const sloAddress = (publicUrl: string): string => at(publicUrl, contract.slo.path);

/** The link by which a service is opened that did not ask. */
const startAddress = (publicUrl: string, entityId: string): string =>
  `${at(publicUrl, contract.start.path)}?${new URLSearchParams({ service: entityId }).toString()}`;

/** All that a publisher is to be given, and the tile of a service that did not ask. */
export const samlAddresses = (publicUrl: string, entityId: string) => ({
  entityId: ownEntityId(publicUrl),
  sso: ssoAddress(publicUrl),
  slo: sloAddress(publicUrl),
  start: startAddress(publicUrl, entityId),
});
