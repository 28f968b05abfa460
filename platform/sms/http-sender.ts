import { hiddenNumber } from './number.ts';
import { partsOf } from './parts.ts';
import { type SmsSender, SmsUntaken } from './sender.ts';

/** Milliseconds after which the gateway is taken for silent. */
const PATIENCE = 10_000;

/** How the gateway of a house is asked. */
export interface SmsGateway {
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token: string | undefined;
  /** The name or number that telephones show; undefined: the gateway’s own. */
  readonly from: string | undefined;
  /** How its JSON calls what we say. */
  readonly fields: SmsFields;
}

/** Our word → theirs. */
export type SmsFields = Readonly<Record<'to' | 'text' | 'from' | 'id', string>>;

type Tell = (level: 'info' | 'warn', event: string, details: Readonly<Record<string, unknown>>) => void;

/**
 * A gateway that takes one message by `POST` of a flat JSON object and answers 2xx once it has it. The journal keeps neither words nor the
 * whole number.
 */
export function httpSmsSender({ url, token, from, fields }: SmsGateway, tell: Tell): SmsSender {
  return {
    isOn: true,
    async send({ id, to, words }) {
      const said = { id, to: hiddenNumber(to), parts: partsOf(words) };
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({
          [fields.id]: id,
          [fields.to]: to,
          [fields.text]: words,
          ...(from ? { [fields.from]: from } : {}),
        }),
      }).catch((error: unknown) => {
        tell('warn', 'sms.untaken', { ...said, status: 'silent' });
        throw new SmsUntaken('silent', error);
      });
      await answer.body?.cancel();
      if (!answer.ok) {
        tell('warn', 'sms.untaken', { ...said, status: answer.status });
        throw new SmsUntaken(answer.status);
      }
      tell('info', 'sms.taken', said);
    },
  };
}
