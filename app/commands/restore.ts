import { join, resolve } from 'node:path';
import { openArchive } from '../../platform/backup/archive.ts';
import { restore } from '../../platform/backup/restore.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { migrate, readMigrations } from '../../platform/db/migrate.ts';
import { migrateJobs } from '../../platform/jobs/queue-schema.ts';
import { type Command, parseOptions, settingsFor, withDatabase } from '../command.ts';
import { readPassphrase } from '../passphrase.ts';
import { texts } from '../texts.ts';
import { texts as commandTexts } from './texts.ts';

/** `preau restore`: an archive back into the database, verified first. */
export const restoreCommand: Command = {
  name: 'restore',
  ...commandTexts.restore,

  async run(args) {
    const shape = { check: false, replace: false, 'passphrase-file': true, 'without-keys': false, data: true } as const;
    const { options, words } = parseOptions(args, shape);
    const [path, ...others] = words;
    if (!path || others.length > 0) throw new OperatorRefusal(texts.oneArchive, exitCodes.usage);
    const archive = await openArchive(resolve(path), await readPassphrase(options['passphrase-file']));
    try {
      const { tables, files } = archive.manifest;
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const figures = { tables: tables.length, rows, files: files.length };
      if (options.check) {
        console.log(texts.sound(path, archive.head.madeAt, figures));
        return 0;
      }
      const settings = settingsFor(options.data);
      const migrations = await readMigrations();
      const putBack = (databaseUrl: string) =>
        restore(archive, {
          databaseUrl,
          filesDir: join(settings.dataDir, 'files'),
          keysDir: settings.keysDir,
          replace: options.replace,
          withoutKeys: options['without-keys'],
          migrations: migrations.map(({ name }) => name),
          migrateTo: async (url, names) => {
            await migrate(
              url,
              migrations.filter(({ name }) => names.includes(name)),
            );
            await migrateJobs(url);
          },
        });
      await withDatabase(settings, putBack, { migrated: false });
      console.log(texts.restored(figures));
      return 0;
    } finally {
      await archive.close();
    }
  },
};
