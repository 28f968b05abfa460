import { lookUp } from '../../modules/directory/index.ts';
import { accountByLogin, accountsOf } from '../../modules/identity/index.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { type Command, parseOptions } from '../command.ts';
import { texts } from './texts-user.ts';
import { atDesk } from './user.ts';

/** `preau user find`: who is that, and where does their account stand? */
export const userFindCommand: Command = {
  name: 'user find',
  summary: texts.find.summary,
  help: texts.find.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const text = words.join(' ').trim();
    if (!text) throw new OperatorRefusal(texts.refused.oneWord, exitCodes.usage);
    return atDesk(options.data, async ({ db, today }) => {
      const byLogin = await accountByLogin(db, text);
      const people = await lookUp(db, text, today);
      const accounts = await accountsOf(
        db,
        people.map((person) => person.id),
      );
      for (const { id, uid, displayName, posts } of people) {
        const account = accounts.get(id);
        console.log(
          texts.find.line(uid, displayName, account?.login ?? '–', account?.state ?? 'none', posts.join(', ')),
        );
      }
      // A login seldom holds the words of the name as the academy spells it.
      if (byLogin && !accounts.has(byLogin.personId))
        console.log(texts.find.line('–', '–', byLogin.login, byLogin.state, ''));
      if (people.length === 0 && !byLogin) {
        console.log(texts.find.none(text));
        return exitCodes.failure;
      }
      return 0;
    });
  },
};
