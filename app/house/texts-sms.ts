import { defineTexts } from '../../platform/texts/texts.ts';

/** The operator’s page of short messages. */
export const texts = defineTexts({
  fr: {
    title: 'Envoi de SMS',
    tile: 'Essayer la passerelle',
    intro: 'Un SMS coûte, et part vers l’opérateur que vous avez choisi. Préau n’en envoie aucun de lui-même.',
    off: 'Aucun SMS ne peut partir',
    offHint:
      'Aucune passerelle n’est réglée. Mettez son adresse dans SMS_URL, puis redémarrez : la page « SMS » du guide d’exploitation dit comment.',
    number: 'Numéro de mobile',
    numberHelp: 'Le vôtre, par exemple : 06 12 34 56 78. Il n’est pas gardé en entier.',
    send: 'Envoyer un SMS d’essai',
    sent: (number: string) => `La passerelle a pris le SMS pour ${number}. Il arrive d’ordinaire dans la minute.`,
    words: 'Préau : ceci est un essai. Rien à faire.',
    refused: {
      'house.sms-off': 'Aucune passerelle de SMS n’est réglée : mettez son adresse dans SMS_URL, puis redémarrez.',
      'house.sms-number': 'Ce n’est pas un numéro de mobile. Tapez-le comme 06 12 34 56 78, ou avec +33 devant.',
      'house.sms-refused':
        'La passerelle refuse ce message. Vérifiez le numéro, puis SMS_FROM et SMS_FIELDS avec son mode d’emploi.',
      'house.sms-untaken':
        'La passerelle n’a pas pris le SMS. Vérifiez SMS_URL et SMS_TOKEN ; le journal dit ce qu’elle a répondu (sms.untaken).',
    },
  },
  en: {
    title: 'Sending of SMS',
    tile: 'Try the gateway',
    intro: 'An SMS costs money, and leaves for the company that you chose. Préau sends none by itself.',
    off: 'No SMS can leave',
    offHint:
      'No gateway is set up. Put its address into SMS_URL, then start again: the page “SMS” of the operator’s guide says how.',
    number: 'Mobile number',
    numberHelp: 'Your own, for example: 06 12 34 56 78. It is not kept in full.',
    send: 'Send a trial SMS',
    sent: (number) => `The gateway took the SMS for ${number}. It usually arrives within a minute.`,
    words: 'Préau: this is a trial. Nothing to do.',
    refused: {
      'house.sms-off': 'No SMS gateway is set up: put its address into SMS_URL, then start again.',
      'house.sms-number': 'This is no mobile number. Type it like 06 12 34 56 78, or with +33 in front.',
      'house.sms-refused':
        'The gateway refuses this message. Check the number, then SMS_FROM and SMS_FIELDS against its manual.',
      'house.sms-untaken':
        'The gateway did not take the SMS. Check SMS_URL and SMS_TOKEN; the journal says what it answered (sms.untaken).',
    },
  },
});
