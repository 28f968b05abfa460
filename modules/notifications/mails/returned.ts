/** What a notice of delivery (RFC 3464) says of one mail of ours. */
export interface Returned {
  /** Whom the mail was for, small letters. */
  readonly address: string;
  /** `5.1.1`: its first figure says whether trying again would help. */
  readonly status: string;
  readonly isHard: boolean;
  /** The end of the address that stops such mails, from the head of the mail that came back: it is signed, and says whose mail it was. */
  readonly stopToken: string;
}

/** Lines of a head that go on in the next one, as one. */
const unfolded = (text: string): string => text.replace(/\r?\n[ \t]+/g, ' ');

const field = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(text)?.[1]?.trim();

/** Quoted-printable, which some servers make of the head that they give back. */
const plain = (text: string): string =>
  text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Reads a notice; undefined when it is none, when the mail was not refused in the end, or was none of ours. */
export function readReturned(message: string): Returned | undefined {
  const text = unfolded(message);
  const action = field(text, 'Action')?.toLowerCase();
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(field(text, 'Status') ?? '')?.[0];
  const recipient = field(text, 'Original-Recipient') ?? field(text, 'Final-Recipient');
  const address = recipient?.split(';').at(-1)?.trim().replace(/^<|>$/g, '').toLowerCase();
  // As it stands, or as quoted-printable makes it: the sign before a `=` belongs to the token.
  const link = /\/stop-mails\/([^\s>"]{20,300})/.exec(text) ?? /\/stop-mails\/([^\s>"]{20,300})/.exec(plain(text));
  if (action !== 'failed' || !status || !address || !link?.[1]) return undefined;
  return { address, status, isHard: status.startsWith('5'), stopToken: decoded(link[1]) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
