import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { TextPiece } from './names.ts';
import type { Translator } from './translator.ts';

/** Milliseconds that a reader waits at most. */
const PATIENCE = 4_000;
/** After a failure nobody waits again for this long. */
const REST = 60_000;
const MOST_BYTES = 400_000;

const answered = z.object({ translatedText: z.array(z.string().max(40_000)) });

/**
 * A LibreTranslate server (`POST /translate`), or one that speaks like it. `address`: its origin. What it answers is text and is shown as
 * such; an answer of another shape counts as none.
 */
export function libreTranslator(address: string, clock: Clock): Translator {
  let restsUntil = 0;
  return {
    isOn: true,
    async translate(texts, source, target) {
      if (clock.now().getTime() < restsUntil) return undefined;
      const answer = await ask(`${address}/translate`, texts, source, target);
      if (!answer) restsUntil = clock.now().getTime() + REST;
      return answer;
    },
  };
}

async function ask(
  address: string,
  texts: readonly TextPiece[],
  source: string,
  target: string,
): Promise<string[] | undefined> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ q: texts.map(({ words }) => words), source, target, format: 'text' }),
    });
    if (!response.ok) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) return undefined;
      chunks.push(chunk);
    }
    const read = answered.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    return read.success && read.data.translatedText.length === texts.length ? read.data.translatedText : undefined;
  } catch {
    return undefined;
  }
}
