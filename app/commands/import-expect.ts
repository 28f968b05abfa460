import { expectDeliveries } from '../../modules/directory/index.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { createDb } from '../../platform/db/db.ts';
import { type Command, parseOptions, settingsFor, withDatabase } from '../command.ts';
import { texts } from './texts-import.ts';

const MOST_DAYS = 366;

/** `preau import expect`: how often a source delivers, so that somebody is warned when it does not. */
export const importExpectCommand: Command = {
  name: 'import expect',
  summary: texts.expect.summary,
  help: texts.expect.help,

  async run(args) {
    const { options, words } = parseOptions(args, { every: true, never: false, data: true });
    const [source = '', ...rest] = words;
    if (!/^\w+-[12]D$/.test(source) || rest.length > 0) {
      throw new OperatorRefusal(texts.expect.oneSource, exitCodes.usage);
    }
    const everyDays = options.never ? null : readDays(options.every);
    return withDatabase(settingsFor(options.data), async (databaseUrl) => {
      const db = createDb(databaseUrl, { poolSize: 1 });
      try {
        const changed = await expectDeliveries(db, source, everyDays);
        if (everyDays !== null) console.log(texts.expect.done(source, everyDays));
        else console.log(changed ? texts.expect.ended(source) : texts.expect.notExpected(source));
        return 0;
      } finally {
        await db.destroy();
      }
    });
  },
};

function readDays(text: string | undefined): number {
  const days = Number(text);
  if (text && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new OperatorRefusal(texts.expect.wrongDays(text, MOST_DAYS), exitCodes.usage);
}
