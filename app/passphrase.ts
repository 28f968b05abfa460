import { readFile } from 'node:fs/promises';
import { texts as backupTexts } from '../platform/backup/texts.ts';
import { exitCodes, OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { texts } from './texts.ts';

/** The passphrase that a file holds, without the end of its line; none when no file is named. */
export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new OperatorRefusal(texts.unreadableFile(file), exitCodes.configuration, error);
  });
  const passphrase = text.trim();
  if (passphrase.length < 12) throw new OperatorRefusal(backupTexts.passphraseShort(file), exitCodes.configuration);
  return passphrase;
}
