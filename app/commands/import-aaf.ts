import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type DeliveryOutcome,
  defaultVolumeLimit,
  ImportRunning,
  importDeliveries,
  readReport,
  reportText,
} from '../../modules/directory/index.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { createDb } from '../../platform/db/db.ts';
import { announceEverything } from '../../platform/outbox/announce.ts';
import { type Command, parseOptions, settingsFor, withDatabase } from '../command.ts';
import { texts } from './texts-import.ts';

/** `preau import aaf`: deliveries in, reports out. */
export const importAafCommand: Command = {
  name: 'import aaf',
  summary: texts.aaf.summary,
  help: texts.aaf.help,

  async run(args) {
    const { options, words } = parseOptions(args, {
      preview: false,
      'force-volume': false,
      share: true,
      source: true,
      data: true,
    });
    const paths = words.map((word) => resolve(word));
    if (paths.length === 0) throw new OperatorRefusal(texts.aaf.oneWord, exitCodes.usage);
    for (const path of paths) await mustExist(path);
    const { source } = options;
    if (source !== undefined && !/^\w+(-[12]D)?$/.test(source)) {
      throw new OperatorRefusal(texts.aaf.wrongSource(source), exitCodes.usage);
    }
    const share = readShare(options.share);
    const begun = performance.now();
    return withDatabase(settingsFor(options.data), async (databaseUrl) => {
      const outcomes = await importing({
        databaseUrl,
        paths,
        preview: options.preview,
        forceVolume: options['force-volume'],
        volume: { ...defaultVolumeLimit, share },
        ...(source === undefined ? {} : { source }),
      });
      if (outcomes.length === 0) {
        console.error(texts.aaf.nothing);
        return exitCodes.failure;
      }
      await print(databaseUrl, outcomes);
      console.log(texts.aaf.took((performance.now() - begun) / 1000));
      const good = options.preview ? ['previewed', 'unchanged', 'held'] : ['applied', 'unchanged'];
      return outcomes.every((outcome) => good.includes(outcome.status)) ? 0 : exitCodes.failure;
    });
  },
};

async function importing(options: Parameters<typeof importDeliveries>[0]): Promise<DeliveryOutcome[]> {
  try {
    return await importDeliveries(options);
  } catch (error) {
    if (error instanceof ImportRunning) throw new OperatorRefusal(texts.aaf.running, exitCodes.unavailable, error);
    throw error;
  }
}

/** The reports, as they stay readable with `import report`; open pages look again. */
async function print(databaseUrl: string, outcomes: readonly DeliveryOutcome[]): Promise<void> {
  const db = createDb(databaseUrl, { poolSize: 1 });
  try {
    if (outcomes.some((outcome) => outcome.status !== 'unchanged')) await announceEverything(db);
    for (const outcome of outcomes) {
      const report = outcome.deliveryId ? await readReport(db, outcome.deliveryId, 'fr') : undefined;
      if (outcome.status === 'unchanged' || !report) console.log(`${texts.aaf.unchanged(outcome.name)}\n`);
      else console.log(reportText(report, 'fr'));
    }
  } finally {
    await db.destroy();
  }
}

async function mustExist(path: string): Promise<void> {
  try {
    await access(path);
  } catch (error) {
    throw new OperatorRefusal(texts.aaf.noSuchPath(path), exitCodes.usage, error);
  }
}

function readShare(text: string | undefined): number {
  if (text === undefined) return defaultVolumeLimit.share;
  const share = Number(text.replace(',', '.'));
  if (!(share >= 0 && share <= 1)) throw new OperatorRefusal(texts.aaf.wrongShare(text), exitCodes.usage);
  return share;
}
