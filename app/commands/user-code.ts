import { type Command, parseOptions } from '../command.ts';
import { texts } from './texts-user.ts';
import { atDesk, findPerson, oneWord, printCode } from './user.ts';

/** `preau user code`: a new code for somebody, printed once. */
export const userCodeCommand: Command = {
  name: 'user code',
  summary: texts.code.summary,
  help: texts.code.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const word = oneWord(words);
    await atDesk(options.data, async (desk) => {
      const { account } = await findPerson(desk, word);
      await printCode(desk, account.personId);
    });
    return 0;
  },
};
