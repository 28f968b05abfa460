import { closeAccount, reopenAccount } from '../../modules/identity/index.ts';
import { type Command, parseOptions } from '../command.ts';
import { texts } from './texts-user.ts';
import { atDesk, findPerson, oneWord } from './user.ts';

const change = (name: 'disable' | 'enable', work: typeof closeAccount): Command => ({
  name: `user ${name}`,
  summary: texts[name].summary,
  help: texts[name].help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const word = oneWord(words);
    await atDesk(options.data, async (desk) => {
      const { account } = await findPerson(desk, word);
      const done = await work(desk.db, { personId: account.personId, by: null, now: desk.now });
      console.log(done ? texts[name].done(account.login) : texts[name].already(account.login));
    });
    return 0;
  },
});

/** `preau user disable`: closes an account. */
export const userDisableCommand = change('disable', closeAccount);

/** `preau user enable`: opens it again. */
export const userEnableCommand = change('enable', reopenAccount);
