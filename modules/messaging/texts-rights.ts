import { defineTexts } from '../../platform/texts/texts.ts';

/** Messages in the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'messaging.message': 'un message',
    'messaging.message.read': 'le lire',
    'messaging.message.recall': 'le reprendre chez qui ne l’a pas lu',
    'messaging.wide': 'un message à plus de cent personnes',
    'messaging.wide.send': 'l’envoyer',
    'written-messages': 'ceux que l’on a écrits',
    'received-messages': 'ceux que l’on a reçus',
    'own-schools': 'à ses établissements',
    'own-classes': 'à ses classes',
    'own-communes': 'à sa commune',
    'all-staff': 'à tous les personnels',
    'whole-platform': 'à toute la plateforme',
  },
  en: {
    'messaging.message': 'a message',
    'messaging.message.read': 'read it',
    'messaging.message.recall': 'take it back from who has not read it',
    'messaging.wide': 'a message to more than a hundred people',
    'messaging.wide.send': 'send it',
    'written-messages': 'those one wrote',
    'received-messages': 'those one received',
    'own-schools': 'to their schools',
    'own-classes': 'to their classes',
    'own-communes': 'to their commune',
    'all-staff': 'to all staff',
    'whole-platform': 'to the whole platform',
  },
});
