import { mayEnter } from '../../modules/identity/index.ts';
import { recordAct } from '../../platform/audit/audit.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { extensionsOf } from '../../platform/extensions.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { erasePersons } from '../../platform/personal-data/erase.ts';
import { heldOf } from '../../platform/personal-data/held.ts';
import { type Command, parseOptions } from '../command.ts';
import { modules } from '../modules.ts';
import { texts } from './texts-user.ts';
import { atDesk, findPerson, oneWord } from './user.ts';

/** `preau user data`: what the product holds of somebody who asks for it, as the page "Mes données" shows it. */
export const userDataCommand: Command = {
  name: 'user data',
  summary: texts.held.summary,
  help: texts.held.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const word = oneWord(words);
    return atDesk(options.data, async (desk) => {
      const { account } = await findPerson(desk, word);
      const held = await heldOf(desk.db, extensionsOf(modules).personalData, account.personId, 'fr');
      console.log(JSON.stringify(held, null, 2));
      return 0;
    });
  },
};

/** `preau user erase`: forgets somebody whom the directory no longer lets in; what stays is a tombstone. */
export const userEraseCommand: Command = {
  name: 'user erase',
  summary: texts.erase.summary,
  help: texts.erase.help,

  async run(args) {
    const { options, words } = parseOptions(args, { yes: false, data: true });
    const word = oneWord(words);
    return atDesk(options.data, async (desk) => {
      const { personId, login } = (await findPerson(desk, word)).account;
      // The next delivery would bring them back.
      if (await mayEnter(desk.db, personId, desk.today))
        throw new OperatorRefusal(texts.erase.stillHere(login), exitCodes.usage);
      if (!options.yes) throw new OperatorRefusal(texts.erase.sayYes(login), exitCodes.usage);
      await inTransaction(desk.db, async (tx) => {
        const { personalData } = extensionsOf(modules);
        const erased = await erasePersons(tx.db, personalData, {
          persons: [personId],
          reason: 'operator',
          at: desk.now,
        });
        if (erased.length === 0) throw new OperatorRefusal(texts.erase.held(login));
        await recordAct(tx.db, { act: 'privacy.person-erased', at: desk.now, actorId: null, subjectId: personId });
      });
      console.log(texts.erase.done(login));
      return 0;
    });
  },
};
