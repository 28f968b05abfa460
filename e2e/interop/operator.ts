import type { Visit } from '../journey.ts';

/** What an operator types of a service that is entered by CAS; what is left out stays as the form proposes it. */
export interface CasEntry {
  readonly name: string;
  /** Where the tile leads; every address beneath may receive tickets. */
  readonly start: string;
  /** Where tickets that open other services are delivered. */
  readonly callback?: string;
  /** The datum as the form calls it, and the name that the service reads. */
  readonly released: readonly (readonly [label: string, as: string])[];
  /** Boxes to tick beside those ticked already. */
  readonly boxes?: readonly string[];
}

/** Declares a service as an operator does, for teachers of all schools. The operator is signed in. */
export async function declareCasService(visit: Visit, entry: CasEntry): Promise<void> {
  const { page } = visit;
  await visit.go('/services/new');
  await page.getByLabel(/^Nom du service/).fill(entry.name);
  await page.getByLabel(/^À quoi sert-il/).fill(`Essayer ${entry.name} avec la plateforme.`);
  await page.getByLabel('Enseignants').check();
  await page.getByLabel('Tous', { exact: true }).check();
  await page.getByLabel(/^Adresse de la tuile/).fill(entry.start);
  await page.getByLabel(/^Adresses qui peuvent recevoir/).fill(`${entry.start}*`);
  if (entry.callback) await page.getByLabel(/^Adresses pour les billets/).fill(entry.callback);
  for (const [label, as] of entry.released) await page.getByLabel(label, { exact: true }).fill(as);
  for (const box of entry.boxes ?? []) await page.getByLabel(box).check();
  await visit.press('Enregistrer');
  await visit.isTold('Le service est enregistré');
}
