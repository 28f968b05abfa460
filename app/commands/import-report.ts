import { findReport, readReport, reportText } from '../../modules/directory/index.ts';
import { exitCodes } from '../../platform/config/operator-refusal.ts';
import { createDb } from '../../platform/db/db.ts';
import { type Command, parseOptions, settingsFor, withDatabase } from '../command.ts';
import { texts } from './texts-import.ts';

/** `preau import report`: what a delivery did, read again. */
export const importReportCommand: Command = {
  name: 'import report',
  summary: texts.report.summary,
  help: texts.report.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    return withDatabase(settingsFor(options.data), async (databaseUrl) => {
      const db = createDb(databaseUrl, { poolSize: 1 });
      try {
        const id = await findReport(db, words[0]);
        const report = id ? await readReport(db, id, 'fr') : undefined;
        if (!report) {
          console.error(texts.report.none);
          return exitCodes.failure;
        }
        console.log(reportText(report, 'fr'));
        return 0;
      } finally {
        await db.destroy();
      }
    });
  },
};
