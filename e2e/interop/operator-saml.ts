import type { Visit } from '../journey.ts';
import { declareService, type Entry } from './operator.ts';

export interface SamlEntry extends Entry {
  /** What the publisher sent: its metadata. */
  readonly metadata: string;
  readonly released: readonly (readonly [label: string, as: string])[];
  /** Boxes to tick beside those ticked already. */
  readonly boxes?: readonly string[];
  /** How it knows people; left out: by a name for this service alone. */
  readonly nameId?: string;
}

/** A service of SAML, by the metadata of its publisher. */
export const declareSamlService = (visit: Visit, entry: SamlEntry): Promise<void> =>
  declareService(visit, 'saml', entry, async () => {
    const { page } = visit;
    await page.getByLabel(/^Métadonnées du service/).fill(entry.metadata);
    if (entry.nameId) await page.getByLabel(entry.nameId).check();
    for (const [label, as] of entry.released) await page.getByLabel(label, { exact: true }).fill(as);
    for (const box of entry.boxes ?? []) await page.getByLabel(box).check();
  });
