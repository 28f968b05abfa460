import { turnedUses, turnKey, turnSteps } from '../../modules/identity/index.ts';
import { openKeyRing } from '../../platform/config/keys.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { createDb } from '../../platform/db/db.ts';
import { type Command, parseOptions, settingsFor, withDatabase } from '../command.ts';
import { texts } from './texts-saml-keys.ts';

/** `preau saml-keys`: turns the keys whose certificates lie with SAML peers, step by step. */
export const samlKeysCommand: Command = {
  name: 'saml-keys',
  summary: texts.summary,
  help: texts.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const step = turnSteps.find((known) => known === words[0]);
    const use = turnedUses.find((known) => known === words[1]);
    if (!step || !use || words.length > 2) throw new OperatorRefusal(texts.usage, exitCodes.usage);
    const settings = settingsFor(options.data);
    const keys = { vault: openKeyRing(settings.keysDir, 'vault') };
    return withDatabase(settings, async (databaseUrl) => {
      const db = createDb(databaseUrl, { poolSize: 1 });
      try {
        const published = await turnKey({ db, keys, now: new Date(), publicUrl: settings.publicUrl }, use, step);
        if (!published) throw new OperatorRefusal(texts.nothingToDo(step), exitCodes.usage);
        console.log(texts.done(step, published.length));
        return 0;
      } finally {
        await db.destroy();
      }
    });
  },
};
