import type { SessionContext } from '../http/context.ts';
import type { NextAction } from './step.ts';

/** Something left to do about a thing with a page of its own (a class), with whom it is about. */
export interface Todo {
  /** "4 familles ne sont pas encore entrées". */
  readonly label: string;
  readonly people: readonly { readonly name: string; readonly href: string }[];
  readonly action: NextAction | null;
}

/** A line of the to-do list of a page, fed by the module that owns what is to be done. */
export interface TodoEntry {
  readonly key: string;
  readonly order: number;
  /** The page it belongs to: `directory.group`. */
  readonly place: string;
  /** What the page's own rights must allow the actor (an ability of its subject). */
  readonly ability: string;
  /** One statement; null when nothing is left. */
  find(ctx: SessionContext, subject: string): Promise<Todo | null>;
}
