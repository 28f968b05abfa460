import { createHash, createHmac } from 'node:crypto';

/** Who asks. */
export interface S3Account {
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

/** SHA-256 of nothing. */
export const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

interface Signing {
  readonly method: string;
  readonly url: URL;
  /** In lower case; `host` and `x-amz-content-sha256` are among them. All of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Date;
}

/** The headers of a request to S3, signed by Signature Version 4. */
export function signS3({ region, keyId, secret }: S3Account, signing: Signing): Record<string, string> {
  const { method, url, at } = signing;
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const headers: Record<string, string> = { ...signing.headers, 'x-amz-date': stamp };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    url.pathname.split('/').map(plain).map(encoded).join('/'),
    [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (made, part) => createHmac('sha256', made).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return { ...headers, authorization };
}

/** Everything but letters, digits and `-._~`, as RFC 3986 says. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A path comes encoded already. */
const plain = (part: string): string => decodeURIComponent(part);
