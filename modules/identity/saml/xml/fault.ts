/** Why a message of another house is not believed: a word for the audit, never shown to whoever sent it. */
export type MessageFault =
  | 'too-large'
  | 'not-xml'
  | 'doctype'
  | 'doubled-id'
  | 'not-that-message'
  | 'signature-missing'
  | 'signature-wrong'
  | 'algorithm-refused'
  | 'expired'
  | 'future'
  | 'wrong-destination'
  | 'wrong-issuer'
  | 'wrong-address'
  | 'wrong-audience'
  | 'wrong-request'
  | 'not-encrypted'
  | 'not-opened'
  | 'unsolicited'
  | 'replayed';

/** A message that is not believed. */
export class SamlFault extends Error {
  readonly fault: MessageFault;

  constructor(fault: MessageFault) {
    super(fault);
    this.name = 'SamlFault';
    this.fault = fault;
  }
}

/** Ends the reading of a message. */
export function disbelieve(fault: MessageFault): never {
  throw new SamlFault(fault);
}
