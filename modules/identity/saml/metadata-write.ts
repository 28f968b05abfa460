import type { KeySet } from '../keys/keys.ts';
import { ownEntityId, sloAddress, ssoAddress } from './addresses.ts';
import { BINDING, NAME_ID, NS } from './xml/names.ts';
import { content, element, keyInfo } from './xml/write.ts';

/** Our metadata: name, certificates that serve or are about to, addresses. Services copy them; nothing in them is secret. */
export function ownMetadata(publicUrl: string, { published }: KeySet): string {
  const door = (name: string, binding: string, location: string): string =>
    element(`md:${name}`, { Binding: binding, Location: location });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'md:EntityDescriptor',
    { 'xmlns:md': NS.metadata, entityID: ownEntityId(publicUrl) },
    element(
      'md:IDPSSODescriptor',
      { WantAuthnRequestsSigned: false, protocolSupportEnumeration: NS.protocol },
      ...published.flatMap(({ certificate }) =>
        certificate === null
          ? []
          : [element('md:KeyDescriptor', { use: 'signing' }, keyInfo(certificate, { 'xmlns:ds': NS.signature }))],
      ),
      door('SingleLogoutService', BINDING.redirect, sloAddress(publicUrl)),
      door('SingleLogoutService', BINDING.post, sloAddress(publicUrl)),
      ...[NAME_ID.transient, NAME_ID.persistent, NAME_ID.email, NAME_ID.unspecified].map((format) =>
        element('md:NameIDFormat', {}, content(format)),
      ),
      door('SingleSignOnService', BINDING.redirect, ssoAddress(publicUrl)),
      door('SingleSignOnService', BINDING.post, ssoAddress(publicUrl)),
    ),
  )}\n`;
}
