import { publishCharter } from '../../modules/identity/index.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { type Command, parseOptions } from '../command.ts';
import { readArticles } from './charter-file.ts';
import { texts } from './texts-charter.ts';
import { atDesk } from './user.ts';

const audiences = ['adult', 'college', 'young'] as const;

/** `preau charter publish`: a new version for those of one age, who are asked at their next page. */
export const charterCommand: Command = {
  name: 'charter publish',
  summary: texts.summary,
  help: texts.help,

  async run(args) {
    const { options, words } = parseOptions(args, { file: true, data: true });
    const audience = audiences.find((one) => one === words[0]);
    if (!audience || words.length > 1) throw new OperatorRefusal(texts.wrongAudience(audiences), exitCodes.usage);
    const articles = options.file === undefined ? null : await readArticles(options.file);
    return atDesk(options.data, async ({ db, now }) => {
      const version = await publishCharter(db, { audience, articles, now });
      console.log(texts.done(audience, version));
      return 0;
    });
  },
};
