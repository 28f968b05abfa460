import type { SamlProvider } from './provider.ts';

/**
 * FrEduUrlRetour, where the academy's portal wants to see the browser after a sign-out: only in https, plainly written, to a host that the
 * operator listed.
 */
export function returnAddressOf(
  { returnHosts }: Pick<SamlProvider, 'returnHosts'>,
  sent: string | null,
): string | undefined {
  if (!sent || sent.length > 500 || !/^https:\/\/[\x21-\x7e]+$/.test(sent) || /[\\<>"'`{}|^]/.test(sent))
    return undefined;
  const url = URL.parse(sent);
  if (!url || url.username || url.password || url.port || !returnHosts.includes(url.hostname)) return undefined;
  return url.href;
}
