import type { SessionContext } from '../http/context.ts';
import type { Locale } from '../texts/texts.ts';

/** Something that waits for somebody's word before others see it. */
export interface Held {
  /** Within its `Moderation`. */
  readonly id: string;
  readonly title: string;
  /** All of it, in plain text: one decides on what one has read. */
  readonly text: string;
  readonly author: string;
  /** To whom it goes: "La classe de CM2 · 24 élèves". */
  readonly to: string;
  readonly since: Date;
  /** Addresses of pictures and files that go with it. */
  readonly attachments?: readonly { readonly label: string; readonly href: string }[];
}

/** A kind of things that wait, given by the module that holds them: it decides who sees each, and what a word does. */
export interface Moderation {
  /** `messaging.pupils`. */
  readonly key: string;
  label(locale: Locale): string;
  /** What waits for this actor, the oldest first, fifty at most; one statement, none for who moderates nothing. */
  waiting(ctx: SessionContext): Promise<readonly Held[]>;
  /**
   * Lets it through or keeps it back; `words` are for its author. Asks the actor's right again.
   * @throws Refusal `platform.not-found` when it waits no more, or not for this actor
   */
  decide(ctx: SessionContext, id: string, decision: Verdict): Promise<void>;
}

export interface Verdict {
  readonly let: 'through' | 'back';
  /** Why, in the moderator's words; empty when there is nothing to say. */
  readonly words: string;
}
