import type { Visit } from '../journey.ts';
import { declareService, type Entry } from './operator.ts';

export interface OpenidEntry extends Entry {
  readonly redirectAddress: string;
  readonly postLogoutAddress: string;
  readonly backChannelAddress: string;
  readonly claims: readonly string[];
  /** A JWK set of public keys; left out: the service proves itself by a secret. */
  readonly jwks?: string;
}

/** A service of OpenID Connect. @returns what its publisher is given */
export async function declareOpenidService(
  visit: Visit,
  entry: OpenidEntry,
): Promise<{ readonly clientId: string; readonly secret: string }> {
  const { page } = visit;
  await declareService(visit, 'oidc', entry, async () => {
    await page.getByLabel('Adresses de retour', { exact: true }).fill(entry.redirectAddress);
    await page.getByLabel('Adresses de retour après la déconnexion').fill(entry.postLogoutAddress);
    await page.getByLabel(/^Adresse à prévenir à la déconnexion/).fill(entry.backChannelAddress);
    for (const claim of entry.claims) await page.getByRole('checkbox', { name: new RegExp(`^${claim}\\b`) }).check();
    if (!entry.jwks) return;
    await page.getByLabel(/private_key_jwt/).check();
    await page.getByLabel('Clés publiques du service').fill(entry.jwks);
  });
  await visit.go(await entryAddress(visit, entry.name));
  const term = (words: string): Promise<string> =>
    page.locator('dt', { hasText: words }).locator('xpath=following-sibling::dd[1]').innerText();
  const clientId = await term('Identifiant du service (client_id)');
  if (entry.jwks) return { clientId, secret: '' };
  await visit.press('Tirer le secret');
  return { clientId, secret: await page.getByLabel('Secret du service (client_secret)').inputValue() };
}

/** The page of a declared service, from the catalogue. */
async function entryAddress({ page, product }: Visit, name: string): Promise<string> {
  await page.goto(`${product.origin}/services`);
  const link = page.getByRole('main').getByRole('link', { name: new RegExp(name) });
  return (await link.first().getAttribute('href')) ?? '/services';
}
