import type { ReactElement } from 'react';
import type { Db } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { FormError } from '../../../ui/form.tsx';
import {
  type Attribute,
  attributes,
  type DeclaredParty,
  type Protocol,
  type RelyingParty,
} from '../../identity/index.ts';
import type { Declared } from '../contract.ts';

/** The fields of the form, as texts; `as_<attribute>` for what leaves. */
export type Fields = Readonly<Record<string, string>>;

/** What the form shows: new, as it is kept, or as it was typed. */
export interface Typed {
  readonly fields: Fields;
  /** Boxes that share a name. */
  readonly ticked: Readonly<Record<string, readonly string[]>>;
}

export interface FieldsetProps extends Typed {
  readonly ctx: SessionContext;
  readonly errors: readonly FormError[];
}

/** A service that is declared, as the page of its form knows it. */
export interface ShownService {
  readonly ctx: SessionContext;
  readonly serviceId: string;
  readonly typed: Typed;
}

/** What an entry says in the way of its protocol; the rest is the same for all. */
export type ProtocolSide = Pick<
  DeclaredParty,
  | 'addresses'
  | 'callbacks'
  | 'logoutAddress'
  | 'principal'
  | 'released'
  | 'form'
  | 'listStyle'
  | 'keepsEmpty'
  | 'singleLogout'
  | 'mayProxy'
  | 'acceptsProxy'
>;

/** One protocol that a service may speak: its part of the form, and of what is kept. */
export interface ProtocolPart {
  readonly protocol: Protocol;
  Fieldset(props: FieldsetProps): ReactElement;
  /** On the page of a service that is declared: what its publisher has to be given. */
  readonly ForPublisher?: (props: ShownService) => ReactElement;
  sideOf(given: Declared): ProtocolSide;
  /** Keeps what lies beside the entry, in its transaction. @throws Refusal with faults of its fields */
  readonly keep?: (db: Db, serviceId: string, given: Declared, now: Date) => Promise<void>;
  /** The fields of an entry that speaks it. */
  read(db: Db, party: RelyingParty): Promise<Typed>;
  /** The fields of a new service that wants these attributes. */
  proposed(attributes: readonly Attribute[]): Typed;
}

/** One line or word each. */
export const lines = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean);

export const errorFor = (errors: readonly FormError[], name: string): string | undefined =>
  errors.find(({ field }) => field === name)?.message;

/** What leaves, as typed: several names for one attribute stand side by side in its field; an empty field keeps it. */
export const releasedIn = (given: Declared): { readonly attribute: Attribute; readonly as: string }[] =>
  attributes.flatMap((attribute) => {
    const typed = given[`as_${attribute}`];
    return typeof typed === 'string' ? lines(typed).map((as) => ({ attribute, as })) : [];
  });

/** The same as fields of the form. */
export function releasedFields(released: readonly { readonly attribute: string; readonly as: string }[]): Fields {
  const fields: Record<string, string> = {};
  for (const { attribute, as } of released)
    fields[`as_${attribute}`] = [fields[`as_${attribute}`], as].filter(Boolean).join(' ');
  return fields;
}
