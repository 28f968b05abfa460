import { type KeyPurpose, keyPurposes, openKeyRing, pruneKeys, rotateKeys } from '../../platform/config/keys.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { type Command, parseOptions, settingsFor } from '../command.ts';
import { texts } from '../texts.ts';
import { texts as commandTexts } from './texts.ts';

/** `preau keys`: shows, renews and forgets the secret keys. */
export const keysCommand: Command = {
  name: 'keys',
  ...commandTexts.keys,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const { keysDir } = settingsFor(options.data);
    const [action, purpose] = words;
    if (action === undefined) {
      for (const each of keyPurposes) console.log(texts.keyRing(each, idsOf(openKeyRing(keysDir, each).all)));
      return 0;
    }
    if (!isPurpose(purpose) || (action !== 'rotate' && action !== 'prune')) {
      throw new OperatorRefusal(texts.keysUsage, exitCodes.usage);
    }
    const ring = action === 'rotate' ? rotateKeys(keysDir, purpose) : pruneKeys(keysDir, purpose, 1);
    console.log(texts.keyRing(purpose, idsOf(ring.all)));
    return 0;
  },
};

const isPurpose = (word: string | undefined): word is KeyPurpose => keyPurposes.some((purpose) => purpose === word);
const idsOf = (keys: readonly { id: string }[]): string[] => keys.map((key) => key.id);
