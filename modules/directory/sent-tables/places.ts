import { newId } from '../../../platform/db/db.ts';
import { foldName } from '../rules.ts';
import type { NewGroup } from './difference.ts';
import type { KnownGroup } from './present.ts';

/** The school's classes and groups by code, else by name; those the table names and nobody knows are made once. */
export class Places {
  readonly #byCode = new Map<string, KnownGroup>();
  readonly #byLabel = new Map<string, KnownGroup>();
  readonly #new = new Map<string, NewGroup>();

  constructor(known: readonly KnownGroup[]) {
    for (const group of known) {
      this.#byCode.set(`${group.kind} ${group.code}`, this.#byCode.get(`${group.kind} ${group.code}`) ?? group);
      const label = `${group.kind} ${foldName(group.label)}`;
      // Of two of one name the open one comes first; two open ones are told apart by their code only.
      if (!this.#byLabel.has(label)) this.#byLabel.set(label, group);
    }
  }

  /** The group's id and label; a group that is not there is planned. */
  find(
    kind: 'class' | 'teaching',
    code: string | null,
    label: string,
  ): { readonly id: string; readonly label: string } {
    const known =
      (code && this.#byCode.get(`${kind} ${code}`)) ||
      this.#byLabel.get(`${kind} ${foldName(label)}`) ||
      this.#byCode.get(`${kind} ${label}`);
    if (known && !known.ended) return known;
    const mark = known ? known.id : `${kind} ${code ?? foldName(label)}`;
    const planned = this.#new.get(mark) ?? {
      id: known?.id ?? newId(),
      kind,
      code: known?.code ?? code ?? label,
      label: known?.label ?? label,
      reopens: known !== undefined,
    };
    this.#new.set(mark, planned);
    return planned;
  }

  /** An existing class or group of that code or name. */
  existing(name: string): KnownGroup | undefined {
    for (const kind of ['class', 'teaching'])
      for (const group of [this.#byCode.get(`${kind} ${name}`), this.#byLabel.get(`${kind} ${foldName(name)}`)])
        if (group && !group.ended) return group;
    return undefined;
  }

  /** What is to be made, in the order met. */
  get planned(): readonly NewGroup[] {
    return [...this.#new.values()];
  }
}
