import { resetFactor } from '../../modules/identity/index.ts';
import { type Command, parseOptions } from '../command.ts';
import { texts } from './texts-user.ts';
import { atDesk, findPerson, oneWord } from './user.ts';

/** `preau user reset-factor`: for who lost telephone and recovery codes. */
export const userResetFactorCommand: Command = {
  name: 'user reset-factor',
  summary: texts.resetFactor.summary,
  help: texts.resetFactor.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const word = oneWord(words);
    await atDesk(options.data, async (desk) => {
      const { account } = await findPerson(desk, word);
      const done = await resetFactor(desk.db, { personId: account.personId, now: desk.now });
      console.log(done ? texts.resetFactor.done(account.login) : texts.resetFactor.already(account.login));
    });
    return 0;
  },
};
