import { randomUUID } from 'node:crypto';
import { SaxesParser } from 'saxes';
import { escapeXml } from './answers.ts';
import { FAILURES, type Verdict } from './verdict.ts';

/* The SAML 1.1 envelope in which some clients validate CAS tickets: one request, one artifact, one assertion. */

const PROTOCOL = 'urn:oasis:names:tc:SAML:1.0:protocol';

/** What a request asks: the ticket, and the id that the answer must repeat. */
export interface SamlRequest {
  readonly ticket: string;
  readonly requestId: string | undefined;
}

/** Reads a request; undefined for what is not one, holds two, or brings a document type. */
export function readSamlRequest(xml: string): SamlRequest | undefined {
  const tickets: string[] = [];
  let requestId: string | undefined;
  let inside = false;
  let requests = 0;
  const parser = new SaxesParser({ xmlns: true });
  let broken = false;
  parser.on('error', () => {
    broken = true;
  });
  // No request needs one, and a reader that heeds it can be made to read files or to grow without end.
  parser.on('doctype', () => {
    broken = true;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== PROTOCOL) return;
    if (local === 'Request') {
      requests += 1;
      requestId = attributes.RequestID?.value;
    }
    if (local === 'AssertionArtifact') {
      inside = true;
      tickets.push('');
    }
  });
  parser.on('text', (text) => {
    if (inside) tickets[tickets.length - 1] += text;
  });
  parser.on('comment', () => {
    // A comment in the middle of a ticket is read differently by different readers.
    if (inside) broken = true;
  });
  parser.on('closetag', () => {
    inside = false;
  });
  try {
    parser.write(xml).close();
  } catch {
    return undefined;
  }
  const [ticket] = tickets;
  if (broken || requests !== 1 || tickets.length !== 1 || ticket === undefined) return undefined;
  // It is repeated in the answer as an XML name: anything else is left out.
  const isName = requestId !== undefined && /^[A-Za-z_][\w.-]{0,99}$/.test(requestId);
  return { ticket: ticket.trim(), requestId: isName ? requestId : undefined };
}

interface Envelope {
  readonly now: Date;
  readonly issuer: string;
  /** The service that asks. */
  readonly recipient: string;
  readonly requestId: string | undefined;
}

const SECONDS_GOOD = 30;

/** The answer: an assertion about the person, or the status that says no. */
export function samlAnswer(verdict: Verdict, { now, issuer, recipient, requestId }: Envelope): string {
  const at = now.toISOString();
  const head = `ResponseID="_${randomUUID()}" IssueInstant="${at}" MajorVersion="1" MinorVersion="1" Recipient="${escapeXml(recipient)}"${
    requestId ? ` InResponseTo="${escapeXml(requestId)}"` : ''
  }`;
  const content = verdict.ok
    ? `<saml1p:Status><saml1p:StatusCode Value="saml1p:Success"/></saml1p:Status>${assertion(verdict, { now, issuer, recipient })}`
    : `<saml1p:Status><saml1p:StatusCode Value="saml1p:RequestDenied"/><saml1p:StatusMessage>${verdict.code}: ${escapeXml(FAILURES[verdict.code])}</saml1p:StatusMessage></saml1p:Status>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><saml1p:Response xmlns:saml1p="${PROTOCOL}" ${head}>${content}</saml1p:Response></SOAP-ENV:Body></SOAP-ENV:Envelope>\n`;
}

function assertion(
  { user, attributes, form, provedAt }: Extract<Verdict, { ok: true }>,
  { now, issuer, recipient }: Omit<Envelope, 'requestId'>,
): string {
  const until = new Date(now.getTime() + SECONDS_GOOD * 1000).toISOString();
  const subject = `<saml1:Subject><saml1:NameIdentifier>${escapeXml(user)}</saml1:NameIdentifier><saml1:SubjectConfirmation><saml1:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:artifact</saml1:ConfirmationMethod></saml1:SubjectConfirmation></saml1:Subject>`;
  const statements = (form === 'plain' ? [] : attributes).map(
    ({ name, values }) =>
      `<saml1:Attribute AttributeName="${escapeXml(name)}" AttributeNamespace="http://www.ja-sig.org/products/cas/">${values
        .map((value) => `<saml1:AttributeValue>${escapeXml(value)}</saml1:AttributeValue>`)
        .join('')}</saml1:Attribute>`,
  );
  const about =
    statements.length > 0
      ? `<saml1:AttributeStatement>${subject}${statements.join('')}</saml1:AttributeStatement>`
      : '';
  return `<saml1:Assertion xmlns:saml1="urn:oasis:names:tc:SAML:1.0:assertion" AssertionID="_${randomUUID()}" IssueInstant="${now.toISOString()}" Issuer="${escapeXml(issuer)}" MajorVersion="1" MinorVersion="1"><saml1:Conditions NotBefore="${now.toISOString()}" NotOnOrAfter="${until}"><saml1:AudienceRestrictionCondition><saml1:Audience>${escapeXml(recipient)}</saml1:Audience></saml1:AudienceRestrictionCondition></saml1:Conditions><saml1:AuthenticationStatement AuthenticationInstant="${provedAt.toISOString()}" AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:unspecified">${subject}</saml1:AuthenticationStatement>${about}</saml1:Assertion>`;
}
