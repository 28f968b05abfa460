import { randomBytes } from 'node:crypto';
import { NAME_ID, NS, statusUri } from '../../saml/xml/names.ts';
import { content, element } from '../../saml/xml/write.ts';
import type { Asserted } from './assertion.ts';

/* Our own messages. Each is a function of its signature, which the POST binding has inside; by Redirect it is empty. */

/** A new name for a message: 128 random bits, a plain XML name. */
export const newMessageId = (): string => `_${randomBytes(16).toString('hex')}`;

interface Head {
  readonly id: string;
  /** Our entityID. */
  readonly issuer: string;
  readonly to: string;
  readonly now: Date;
}

const SPACES = { 'xmlns:samlp': NS.protocol, 'xmlns:saml': NS.assertion };

const head = ({ id, to, now }: Head): Record<string, string> => ({
  ...SPACES,
  ID: id,
  Version: '2.0',
  IssueInstant: now.toISOString(),
  Destination: to,
});

const issuedBy = ({ issuer }: Head): string => element('saml:Issuer', {}, content(issuer));

/** Asks who somebody is, to be told at `answers`. */
export const authnRequest = (given: Head & { readonly answers: string }): string =>
  element(
    'samlp:AuthnRequest',
    {
      ...head(given),
      ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      AssertionConsumerServiceURL: given.answers,
    },
    issuedBy(given),
    element('samlp:NameIDPolicy', { Format: NAME_ID.transient, AllowCreate: true }),
  );

/** Asks to end somebody's session there. */
export const logoutRequest =
  (given: Head & Pick<Asserted, 'nameId' | 'sessionIndex'>) =>
  (signature: string): string => {
    const { value, format, qualifier, spQualifier } = given.nameId;
    return element(
      'samlp:LogoutRequest',
      { ...head(given), NotOnOrAfter: new Date(given.now.getTime() + 5 * 60_000).toISOString() },
      issuedBy(given),
      signature,
      element(
        'saml:NameID',
        {
          Format: format ?? undefined,
          NameQualifier: qualifier ?? undefined,
          SPNameQualifier: spQualifier ?? undefined,
        },
        content(value),
      ),
      given.sessionIndex === null ? '' : element('samlp:SessionIndex', {}, content(given.sessionIndex)),
    );
  };

/** Says that the session here is over. */
export const logoutResponse =
  (given: Head & { readonly inResponseTo: string }) =>
  (signature: string): string =>
    element(
      'samlp:LogoutResponse',
      { ...head(given), InResponseTo: given.inResponseTo },
      issuedBy(given),
      signature,
      element('samlp:Status', {}, element('samlp:StatusCode', { Value: statusUri('Success') })),
    );
