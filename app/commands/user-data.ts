import { eraseHeldData, heldData, mayEnter } from '../../modules/identity/index.ts';
import { heldHours } from '../../modules/notifications/index.ts';
import { heldImageAnswers } from '../../modules/safety/index.ts';
import { recordAct } from '../../platform/audit/audit.ts';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { type Command, parseOptions } from '../command.ts';
import { texts } from './texts-user.ts';
import { atDesk, findPerson, oneWord } from './user.ts';

/** `preau user data`: what the connection knows of somebody who asks for it. */
export const userDataCommand: Command = {
  name: 'user data',
  summary: texts.held.summary,
  help: texts.held.help,

  async run(args) {
    const { options, words } = parseOptions(args, { data: true });
    const word = oneWord(words);
    return atDesk(options.data, async (desk) => {
      const { account } = await findPerson(desk, word);
      const { db } = desk;
      const held = {
        ...(await heldData(db, account.personId)),
        imageAnswers: await heldImageAnswers(db, account.personId),
        notificationHours: await heldHours(db, account.personId),
      };
      console.log(JSON.stringify(held, null, 2));
      return 0;
    });
  },
};

/** `preau user erase`: forgets the account of somebody whom the directory no longer lets in. */
export const userEraseCommand: Command = {
  name: 'user erase',
  summary: texts.erase.summary,
  help: texts.erase.help,

  async run(args) {
    const { options, words } = parseOptions(args, { yes: false, data: true });
    const word = oneWord(words);
    return atDesk(options.data, async (desk) => {
      const { personId, login } = (await findPerson(desk, word)).account;
      // The next delivery would give them another account.
      if (await mayEnter(desk.db, personId, desk.today))
        throw new OperatorRefusal(texts.erase.stillHere(login), exitCodes.usage);
      if (!options.yes) throw new OperatorRefusal(texts.erase.sayYes(login), exitCodes.usage);
      await inTransaction(desk.db, async (tx) => {
        await eraseHeldData(tx.db, personId);
        await recordAct(tx.db, { act: 'identity.account-erased', at: desk.now, actorId: null, subjectId: personId });
      });
      console.log(texts.erase.done(login));
      return 0;
    });
  },
};
