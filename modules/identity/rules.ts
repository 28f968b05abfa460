const DOORS = /^\/(?:sign-in|sign-out|connexion|activation|charter|first-run|forgotten|reset|api)(?:[/?#]|$)/;

/** A page of ours as `/path?query`, or undefined: an address of another site, however disguised, is never followed. */
export function ownAddress(wanted: string | undefined): string | undefined {
  if (!wanted || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return undefined;
  const url = URL.parse(wanted, 'https://same.invalid');
  if (url?.origin !== 'https://same.invalid') return undefined;
  const path = url.pathname + url.search + url.hash;
  return path.startsWith('//') ? undefined : path;
}

/** Where to go after signing in: the page wanted, unless it is one of the doors themselves; else home. */
export function safeDestination(wanted: string | undefined): string {
  const own = ownAddress(wanted);
  return own && !DOORS.test(own) ? own : '/';
}
