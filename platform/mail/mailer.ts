import { WorkFailure } from '../jobs/failure.ts';
import type { Locale } from '../texts/texts.ts';

/** Where a mail goes; the name is shown by mail programs, never required. */
export interface MailAddress {
  readonly address: string;
  readonly name?: string;
}

/** A link that the reader may follow: one a mail, the thing to do now. */
export interface MailAction {
  readonly label: string;
  /** Absolute. */
  readonly href: string;
}

/**
 * A mail in parts, before it is laid out as HTML and as its plain-text twin. Sentences come from the module's texts; nothing
 * here is markup.
 */
export interface Mail {
  /** Makes the Message-ID: the same order sent twice after a crash is one mail for programs that compare. */
  readonly id: string;
  readonly to: MailAddress;
  readonly locale: Locale;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly action?: MailAction;
  /** Said smaller below: what to do when the mail was not expected, when the link ends. */
  readonly notes?: readonly string[];
  /** For mails that one may refuse (digests): the address that unsubscribes with one POST, RFC 8058. */
  readonly unsubscribe?: string;
}

/** Sends mails to the outside world. An address that the server refuses for good is a `MailRefused`. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

/**
 * The server refuses this address for good: trying again changes nothing. A job that knows whose address it is may catch this and
 * note that the address does not work.
 */
export class MailRefused extends WorkFailure {
  constructor(status: number, cause?: unknown) {
    super(`mail.refused-${status}`, cause);
    this.name = 'MailRefused';
  }
}

/**
 * The server took this one mail not now (`isFinal` false), or not ever because of what is in it: what it says of other mails is not known. The
 * post office itself works.
 */
export class MailUntaken extends WorkFailure {
  readonly isFinal: boolean;

  constructor(status: number, cause?: unknown) {
    super(`mail.untaken-${status}`, cause);
    this.name = 'MailUntaken';
    this.isFinal = status >= 500;
  }
}
