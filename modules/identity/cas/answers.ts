import { FAILURES, type Failure, type Success, type Verdict } from './verdict.ts';

/* The answers of CAS 1, 2 and 3. Every value is escaped; names of attributes were checked when the service was declared. */

export const XML = 'text/xml; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';
export const PLAIN = 'text/plain; charset=utf-8';

const NAMESPACE = 'http://www.yale.edu/tp/cas';

/** Characters that XML 1.0 cannot hold, whatever the escape, and the other controls with them. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/** A text as the content of an XML element or attribute. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

const element = (name: string, text: string): string => `<cas:${name}>${escapeXml(text)}</cas:${name}>`;

const response = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<cas:serviceResponse xmlns:cas="${NAMESPACE}">${content}</cas:serviceResponse>\n`;

/** CAS 1: `yes` and the name, or `no`. */
export const answer1 = (verdict: Verdict): string =>
  verdict.ok ? `yes\n${verdict.user.replace(/[\r\n]/g, '')}\n` : 'no\n\n';

/** What CAS 3 tells of the login itself, beside the person. */
const aboutLogin = ({ provedAt, fromNewLogin }: Success): { name: string; values: string[] }[] => [
  { name: 'authenticationDate', values: [provedAt.toISOString()] },
  { name: 'longTermAuthenticationRequestTokenUsed', values: ['false'] },
  { name: 'isFromNewLogin', values: [String(fromNewLogin)] },
];

/** CAS 2 and 3: attributes where the service looks for them. */
export function answer2(verdict: Verdict, version: 2 | 3): string {
  if (!verdict.ok) return failure2('authenticationFailure', verdict.code);
  const elements = (list: Success['attributes']): string =>
    list.flatMap(({ name, values }) => values.map((value) => element(name, value))).join('');
  const { form, attributes, proxies, receipt } = verdict;
  const own = form === 'plain' ? [] : attributes;
  const block = form === 'attributes' || form === 'both' ? own : [];
  const inBlock = version === 3 && form !== 'flat' ? [...block, ...aboutLogin(verdict)] : block;
  return response(
    `<cas:authenticationSuccess>${element('user', verdict.user)}${
      inBlock.length > 0 ? `<cas:attributes>${elements(inBlock)}</cas:attributes>` : ''
    }${form === 'flat' || form === 'both' ? elements(own) : ''}${
      receipt ? element('proxyGrantingTicket', receipt) : ''
    }${proxies.length > 0 ? `<cas:proxies>${proxies.map((one) => element('proxy', one)).join('')}</cas:proxies>` : ''}</cas:authenticationSuccess>`,
  );
}

const failure2 = (name: 'authenticationFailure' | 'proxyFailure', code: Failure): string =>
  response(`<cas:${name} code="${code}">${escapeXml(FAILURES[code])}</cas:${name}>`);

/** The same as JSON, for services that ask for it. */
export function answerJson(verdict: Verdict, version: 2 | 3): string {
  if (!verdict.ok) {
    const { code } = verdict;
    return JSON.stringify({ serviceResponse: { authenticationFailure: { code, description: FAILURES[code] } } });
  }
  const { user, attributes, form, proxies, receipt } = verdict;
  const own = form === 'plain' ? [] : attributes;
  const listed = [...own, ...(version === 3 ? aboutLogin(verdict) : [])];
  return JSON.stringify({
    serviceResponse: {
      authenticationSuccess: {
        user,
        ...(receipt ? { proxyGrantingTicket: receipt } : {}),
        ...(proxies.length > 0 ? { proxies } : {}),
        ...(listed.length > 0
          ? { attributes: Object.fromEntries(listed.map(({ name, values }) => [name, values])) }
          : {}),
      },
    },
  });
}

/** A ticket for another service, or why there is none. */
export const answerProxy = (given: { readonly ticket: string } | { readonly code: Failure }): string =>
  'ticket' in given
    ? response(`<cas:proxySuccess>${element('proxyTicket', given.ticket)}</cas:proxySuccess>`)
    : failure2('proxyFailure', given.code);
