import { defineTexts } from '../../../platform/texts/texts.ts';

/** The part of a service's form that belongs to SAML. */
export const texts = defineTexts({
  fr: {
    service: 'Le service',
    metadata: 'Métadonnées du service',
    metadataHelp:
      'Le fichier XML donné par l’éditeur, en entier. Nous y lisons son nom (entityID), ses adresses et ses certificats : rien ne part ailleurs.',
    nameId: 'La personne est connue par (NameID)',
    nameIds: {
      persistent: 'un identifiant réservé à ce service, toujours le même',
      transient: 'un identifiant de passage, nouveau à chaque fois',
      email: 'l’adresse électronique de l’annuaire',
      principal: 'la donnée choisie ci-dessous',
    },
    principal: 'Donnée qui sert de nom',
    principalHelp: 'Ne compte qu’avec le dernier choix.',
    boxes: {
      samlEncrypts: 'Chiffrer ce qui part, avec le certificat du service',
      samlUnsolicited: 'Peut être ouvert d’ici sans l’avoir demandé (GAR)',
      singleLogout: 'Prévenir le service à la déconnexion',
    },
    releasedHelp:
      'Pour chaque donnée, le nom que lit le service : un mot, ou une adresse comme urn:oid:2.5.4.42. Vide : la donnée ne part pas.',
    fixed: 'Valeurs qui partent pour tout le monde',
    fixedHelp: 'Une par ligne, nom=valeur. Pour le GAR : idENT et le code du projet.',
    publisher: 'À donner à l’éditeur',
    publisherHelp: 'Tout est dans nos métadonnées, avec les certificats. Elles se lisent à cette adresse.',
    ourMetadata: 'Notre nom (entityID) et nos métadonnées',
    sso: 'Connexion (Redirect et POST)',
    slo: 'Déconnexion (Redirect et POST)',
    theirs: 'Le nom du service (entityID)',
    start: 'Adresse de tuile, pour ouvrir sans demande',
    seeMetadata: 'Voir nos métadonnées',
    refused: {
      'identity.saml-metadata-unreadable':
        'Ces métadonnées ne se lisent pas : copiez le fichier XML entier, sans rien changer.',
      'identity.saml-metadata-no-service':
        'Ce fichier ne décrit pas un service SAML 2.0 : il faut un EntityDescriptor avec un SPSSODescriptor.',
      'identity.saml-metadata-over': 'Ces métadonnées sont périmées : demandez à l’éditeur un fichier récent.',
      'identity.saml-metadata-no-door':
        'Aucune adresse de réponse utilisable : il en faut une par POST, en https, écrite en entier et en minuscules.',
      'identity.saml-metadata-certificate':
        'Un certificat manque ou ne convient pas : il faut des clés RSA de 2 048 bits au moins.',
      'identity.saml-service-taken': 'Un autre service porte déjà ce nom (entityID).',
      'identity.saml-encryption-missing': 'Les métadonnées n’ont pas de certificat de chiffrement : décochez la case.',
      'identity.saml-fixed-faulty': 'Une valeur par ligne, écrite nom=valeur, chaque nom une seule fois.',
    },
  },
  en: {
    service: 'The service',
    metadata: 'Metadata of the service',
    metadataHelp:
      'The XML file given by the publisher, whole. We read its name (entityID), its addresses and its certificates: nothing goes anywhere else.',
    nameId: 'The person is known by (NameID)',
    nameIds: {
      persistent: 'an identifier for this service alone, always the same',
      transient: 'a passing identifier, new each time',
      email: 'the e-mail address of the directory',
      principal: 'the datum chosen below',
    },
    principal: 'Datum that serves as name',
    principalHelp: 'It counts only with the last choice.',
    boxes: {
      samlEncrypts: 'Encrypt what leaves, with the certificate of the service',
      samlUnsolicited: 'May be opened from here without having asked (GAR)',
      singleLogout: 'Tell the service when the person signs out',
    },
    releasedHelp:
      'For each datum, the name that the service reads: a word, or an address such as urn:oid:2.5.4.42. Empty: it does not leave.',
    fixed: 'Values that leave for everybody',
    fixedHelp: 'One a line, name=value. For GAR: idENT and the code of the project.',
    publisher: 'To give to the publisher',
    publisherHelp: 'Everything is in our metadata, with the certificates. They are read at this address.',
    ourMetadata: 'Our name (entityID) and our metadata',
    sso: 'Signing in (Redirect and POST)',
    slo: 'Signing out (Redirect and POST)',
    theirs: 'The name of the service (entityID)',
    start: 'Address of the tile, to open without a request',
    seeMetadata: 'See our metadata',
    refused: {
      'identity.saml-metadata-unreadable':
        'These metadata cannot be read: copy the whole XML file without changing anything.',
      'identity.saml-metadata-no-service':
        'This file does not describe a service of SAML 2.0: an EntityDescriptor with an SPSSODescriptor is needed.',
      'identity.saml-metadata-over': 'These metadata are out of date: ask the publisher for a recent file.',
      'identity.saml-metadata-no-door':
        'No usable address for answers: one by POST is needed, in https, written in full and in small letters.',
      'identity.saml-metadata-certificate':
        'A certificate is missing or does not fit: RSA keys of 2,048 bits at least are needed.',
      'identity.saml-service-taken': 'Another service bears this name (entityID) already.',
      'identity.saml-encryption-missing': 'The metadata have no certificate for encryption: untick the box.',
      'identity.saml-fixed-faulty': 'One value a line, written name=value, each name once.',
    },
  },
});
