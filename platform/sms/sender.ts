import { WorkFailure } from '../jobs/failure.ts';

/** A short message to one telephone. */
export interface Sms {
  /** The same order sent twice after a crash is one message for gateways that compare. */
  readonly id: string;
  /** `+33612345678`. */
  readonly to: string;
  /** Plain text; what it costs is `partsOf`. */
  readonly words: string;
}

/** Hands short messages to a gateway of another house; off unless the operator set one up. Never inside a transaction. */
export interface SmsSender {
  /** Whether there is one at all: pages offer nothing otherwise. */
  readonly isOn: boolean;
  /** Taken by the gateway when this ends, which is not yet arrived. @throws SmsUntaken */
  send(sms: Sms): Promise<void>;
}

/** The gateway did not take it; `isFinal`: because of the number or the words, so that trying again changes nothing. */
export class SmsUntaken extends WorkFailure {
  readonly isFinal: boolean;

  /** @param reason the status that it answered, or `silent` when it did not */
  constructor(reason: number | 'silent', cause?: unknown) {
    super(`sms.untaken-${reason}`, cause);
    this.name = 'SmsUntaken';
    this.isFinal = reason === 400 || reason === 404 || reason === 410 || reason === 422;
  }
}

/** Where no gateway is set up. */
export const noSmsSender: SmsSender = {
  isOn: false,
  send: async () => {
    throw new SmsUntaken('silent');
  },
};
