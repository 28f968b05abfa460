/** Where a link of a text may lead, and which words of a plain text are one. */

const LONGEST = 2000;
const leads = /^(https?:\/\/|mailto:|tel:)/i;

/**
 * The address of a link as it is kept: `http(s)`, `mailto` or `tel`, whole, written as browsers understand it; undefined for anything
 * else. A name before the host (`https://ent.example@elsewhere`) is a disguise and is refused.
 */
export function safeAddress(given: string): string | undefined {
  const address = given.trim();
  if (address.length > LONGEST || !leads.test(address) || /[\s\p{Cc}\p{Cf}\\]/u.test(address)) return undefined;
  const url = parsed(address);
  if (!url) return undefined;
  if (url.protocol === 'http:' || url.protocol === 'https:')
    return url.hostname === '' || url.username !== '' || url.password !== '' ? undefined : url.href;
  if (url.protocol === 'tel:')
    return /^tel:\+?[\d().-]{3,30}$/.test(address.toLowerCase()) ? address.toLowerCase() : undefined;
  return url.protocol === 'mailto:' && mailbox.test(url.pathname) ? `mailto:${url.pathname}` : undefined;
}

/** `URL.parse` is younger than some browsers that run this. */
function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

const mailbox = /^[^\s<>()[\]\\,;:"@/?#]{1,64}@[^\s<>()[\]\\,;:"@/?#]{1,190}$/;

/** What a person types where an address is asked: the scheme may be missing. */
export function typedAddress(typed: string): string | undefined {
  const given = typed.trim();
  if (leads.test(given)) return safeAddress(given);
  if (mailbox.test(given)) return safeAddress(`mailto:${given}`);
  if (/^\+?[\d ().-]{6,24}$/.test(given)) return safeAddress(`tel:${given.replace(/[^+\d]/g, '')}`);
  return /^[^\s/:@]+\.[^\s/:@.]{2,}(?:[/?#:]\S*)?$/u.test(given) ? safeAddress(`https://${given}`) : undefined;
}

/** A piece of a plain text; `href` when it is an address. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

const addresses =
  /(?<![\p{L}\p{N}@./-])(?:(?:https?:\/\/|www\.)[^\s<>"«»]{3,2000}|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5})/giu;

/** A line cut at the addresses that it holds; what closes a sentence is not part of them. */
export function withAddresses(line: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const found of line.matchAll(addresses)) {
    const words = withoutEnd(found[0]);
    const href =
      /^https?:/i.test(words) || (words.includes('@') && !/^www\./i.test(words))
        ? typedAddress(words)
        : safeAddress(`https://${words}`);
    if (!href) continue;
    if (found.index > done) pieces.push({ text: line.slice(done, found.index) });
    pieces.push({ text: words, href });
    done = found.index + words.length;
  }
  if (done < line.length) pieces.push({ text: line.slice(done) });
  return pieces;
}

function withoutEnd(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1] as string;
    const closes = last === ')' && !address.slice(0, end).includes('(');
    if (!closes && !/[.,;:!?'’…*_]/.test(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

/** The host that a label seems to promise, when it reads as an address itself. */
export function promisedHost(label: string): string | undefined {
  const [, host] = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24})(?=[/?#:\s]|$)/iu.exec(label) ?? [];
  return host?.toLowerCase();
}
