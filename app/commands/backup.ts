import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeBackup } from '../../platform/backup/backup.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { type Command, parseOptions, settingsFor, withDatabase } from '../command.ts';
import { readPassphrase } from '../passphrase.ts';
import { texts } from '../texts.ts';
import { texts as commandTexts } from './texts.ts';

/** `preau backup`: one verified archive of all lasting data. */
export const backupCommand: Command = {
  name: 'backup',
  ...commandTexts.backup,

  async run(args) {
    const { options } = parseOptions(args, { out: true, 'passphrase-file': true, 'with-keys': false, data: true });
    const settings = settingsFor(options.data);
    const at = systemClock.now();
    const stamp = at.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
    const path = resolve(options.out ?? join(settings.dataDir, 'backups', `preau-${stamp}.tar`));
    const passphrase = await readPassphrase(options['passphrase-file']);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const save = (databaseUrl: string) =>
      makeBackup({
        databaseUrl,
        filesDir: join(settings.dataDir, 'files'),
        keysDir: settings.keysDir,
        path,
        at,
        withKeys: options['with-keys'],
        passphrase,
      });
    // As it is: a newer version makes a backup of the older one's data before it changes them.
    const figures = await withDatabase(settings, save, { migrated: false });
    console.log(texts.backedUp(path, figures));
    return 0;
  },
};
