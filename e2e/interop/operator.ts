import type { Visit } from '../journey.ts';

/** What an operator types of any service; what is left out stays as the form proposes it. */
export interface Entry {
  readonly name: string;
  /** Where the tile leads. */
  readonly start: string;
}

/** Declares a service as an operator does, for teachers of all schools. The operator is signed in and stays on its page. */
export async function declareService(
  visit: Visit,
  protocol: 'cas' | 'oidc' | 'saml',
  entry: Entry,
  fill: () => Promise<void>,
): Promise<void> {
  const { page } = visit;
  await visit.go(`/services/new?protocol=${protocol}`);
  await page.getByLabel(/^Nom du service/).fill(entry.name);
  await page.getByLabel(/^À quoi sert-il/).fill(`Essayer ${entry.name} avec la plateforme.`);
  await page.getByLabel('Enseignants').check();
  await page.getByLabel('Tous', { exact: true }).check();
  await page.getByLabel(/^Adresse de la tuile/).fill(entry.start);
  await fill();
  await visit.press('Enregistrer');
  await visit.isTold('Le service est enregistré');
}

/** A datum as the form calls it, and the name that the service reads. */
type Released = readonly (readonly [label: string, as: string])[];

export interface CasEntry extends Entry {
  /** Where tickets that open other services are delivered. */
  readonly callback?: string;
  readonly released: Released;
  /** Boxes to tick beside those ticked already. */
  readonly boxes?: readonly string[];
}

/** A service of CAS: every address beneath that of its tile may receive tickets. */
export const declareCasService = (visit: Visit, entry: CasEntry): Promise<void> =>
  declareService(visit, 'cas', entry, async () => {
    const { page } = visit;
    await page.getByLabel(/^Adresses qui peuvent recevoir/).fill(`${entry.start}*`);
    if (entry.callback) await page.getByLabel(/^Adresses pour les billets/).fill(entry.callback);
    for (const [label, as] of entry.released) await page.getByLabel(label, { exact: true }).fill(as);
    for (const box of entry.boxes ?? []) await page.getByLabel(box).check();
  });
