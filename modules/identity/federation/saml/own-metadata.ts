import type { Context } from '../../../../platform/http/context.ts';
import { keysFor } from '../../keys/keys.ts';
import type { OwnKey } from '../../keys/own-key.ts';
import { BINDING, NAME_ID, NS } from '../../saml/xml/names.ts';
import { content, element, keyInfo } from '../../saml/xml/write.ts';
import { ownAddresses } from './provider.ts';

/** What we say of ourselves to one provider: while keys turn, both certificates of each use, the present one first. */
export async function ownMetadata(ctx: Context, key: string): Promise<string> {
  const { entityId, answers, signOuts } = ownAddresses(ctx.publicUrl, key);
  const [signing, decryption] = [await keysFor(ctx, 'assertions'), await keysFor(ctx, 'decryption')];
  const ciphers = [
    'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    'http://www.w3.org/2009/xmlenc11#aes128-gcm',
    'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  ].map((Algorithm) => element('md:EncryptionMethod', { Algorithm }));
  const descriptor = (use: string, { certificate }: OwnKey, ...methods: string[]): string =>
    certificate === null
      ? ''
      : element('md:KeyDescriptor', { use }, keyInfo(certificate, { 'xmlns:ds': NS.signature }), ...methods);
  const document = element(
    'md:EntityDescriptor',
    { 'xmlns:md': NS.metadata, entityID: entityId },
    element(
      'md:SPSSODescriptor',
      { protocolSupportEnumeration: NS.protocol, AuthnRequestsSigned: true, WantAssertionsSigned: true },
      ...signing.published.map((own) => descriptor('signing', own)),
      ...decryption.published.map((own) => descriptor('encryption', own, ...ciphers)),
      element('md:SingleLogoutService', { Binding: BINDING.redirect, Location: signOuts }),
      element('md:SingleLogoutService', { Binding: BINDING.post, Location: signOuts }),
      element('md:NameIDFormat', {}, content(NAME_ID.transient)),
      element('md:AssertionConsumerService', { Binding: BINDING.post, Location: answers, index: '0', isDefault: true }),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}
