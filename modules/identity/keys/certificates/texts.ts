import { defineTexts } from '../../../../platform/texts/texts.ts';

/** The operator's page of our own certificates. */
export const texts = defineTexts({
  fr: {
    title: 'Nos certificats',
    detail: 'Ce que les services et les fournisseurs d’identité SAML gardent de nous',
    lead: 'On en change en trois temps, sans coupure. Chaque temps attend que tous nos correspondants aient relu nos métadonnées.',
    uses: { assertions: 'Pour signer', decryption: 'Pour lire ce qui nous arrive chiffré' },
    states: {
      prepared: 'Préparé, publié, ne sert pas encore',
      current: 'Sert en ce moment',
      former: 'A servi, encore publié',
    },
    fingerprint: 'Empreinte SHA-256',
    madeAt: 'Fait le',
    activeFrom: 'Sert depuis le',
    validUntil: 'Valable jusqu’au',
    steps: {
      prepare: 'Préparer le suivant',
      pass: 'Passer au suivant',
      retire: 'Retirer l’ancien',
    },
    helps: {
      prepare: 'Le suivant paraîtra dans nos métadonnées à côté de celui qui sert.',
      pass: 'Seulement quand chaque correspondant a le nouveau : les autres ne nous croiraient plus.',
      retire: 'Quand plus personne ne s’y fie.',
    },
    turned: {
      prepare: 'Le suivant est publié. Prévenez nos correspondants.',
      pass: 'Le nouveau certificat sert, dans la minute.',
      retire: 'L’ancien n’est plus publié.',
    },
    everybody: 'Tous nos correspondants ont le nouveau certificat',
    everybodyHelp: 'Il est publié depuis moins d’un jour. Demain, cette case ne sera plus demandée.',
    tooSoon:
      'Rien n’a changé : le nouveau certificat est publié depuis moins d’un jour. Cochez la case si tous l’ont déjà.',
    nothing: 'Il n’y avait rien à faire à cette étape.',
  },
  en: {
    title: 'Our certificates',
    detail: 'What services and identity providers of SAML keep of us',
    lead: 'They are changed in three steps, without a break. Each step waits until all our peers have read our metadata again.',
    uses: { assertions: 'To sign', decryption: 'To read what reaches us encrypted' },
    states: {
      prepared: 'Prepared, published, does not serve yet',
      current: 'Serves now',
      former: 'Has served, still published',
    },
    fingerprint: 'Fingerprint SHA-256',
    madeAt: 'Made on',
    activeFrom: 'Serves since',
    validUntil: 'Valid until',
    steps: { prepare: 'Prepare the next one', pass: 'Pass to the next one', retire: 'Retire the former one' },
    helps: {
      prepare: 'The next one will show in our metadata beside the one that serves.',
      pass: 'Only when every peer has the new one: the others would not believe us any more.',
      retire: 'When nobody relies on it any more.',
    },
    turned: {
      prepare: 'The next one is published. Tell our peers.',
      pass: 'The new certificate serves within a minute.',
      retire: 'The former one is published no more.',
    },
    everybody: 'All our peers have the new certificate',
    everybodyHelp: 'It was published less than a day ago. From tomorrow on this is not asked.',
    tooSoon:
      'Nothing changed: the new certificate was published less than a day ago. Tick the box if all have it already.',
    nothing: 'There was nothing to do at this step.',
  },
});

/** The rights grid's words. */
export const rightsTexts = defineTexts({
  fr: {
    'identity.certificate': 'les certificats de la plateforme',
    'identity.certificate.turn': 'les préparer, en changer, les retirer',
  },
  en: {
    'identity.certificate': 'the certificates of the platform',
    'identity.certificate.turn': 'prepare, change and retire them',
  },
});
