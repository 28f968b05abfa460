/** What people of the demonstration write in the liaison book. */
export const texts = {
  museum: {
    title: 'Sortie au musée jeudi',
    words:
      'La classe va au musée jeudi matin, en car. Nous partons à 8 h 45 et revenons pour midi.\n\nÀ prévoir :\n\n- un manteau et de bonnes chaussures\n- une petite bouteille d’eau',
    question: 'J’autorise mon enfant à participer à cette sortie.',
  },
  trip: {
    title: 'Classe de découverte en mars',
    words:
      'Les CM2 partent une semaine à la montagne au mois de mars. Les deux responsables doivent donner leur accord.\n\nUne réunion aura lieu à l’école pour répondre à vos questions.',
    question: 'J’autorise mon enfant à participer à ce séjour.',
    remark: 'Une allergie, un traitement, quelque chose à savoir ?',
    remarkGiven: 'Rien à signaler.',
  },
  /** A phrase of the bank as it stands there: families read it in their language. */
  lice: {
    title: 'Poux',
    words: 'Il y a des poux dans la classe. Regardez les cheveux de votre enfant et faites un traitement si besoin.',
  },
  insurance: {
    title: 'Attestation d’assurance',
    words: 'Merci de rendre l’attestation d’assurance scolaire, et de signer ce mot quand c’est fait.',
  },
  fair: {
    title: 'Fête de l’école',
    words: 'La fête de l’école aura lieu au printemps. Nous cherchons des parents pour tenir un stand une heure.',
    question: 'Pouvez-vous tenir un stand ?',
  },
  meeting: {
    title: 'Rencontre parents-professeurs',
    words: 'Les professeurs de la 5e B vous reçoivent au collège. Choisissez le moment qui vous convient.',
    question: 'Quel moment vous convient ?',
    options: ['Lundi à 17 h', 'Mardi à 17 h 30', 'Jeudi à 18 h', 'Aucun de ces moments'],
  },
  rules: {
    title: 'Règlement intérieur du collège',
    words: 'Voici le règlement intérieur pour cette année. Lisez-le ensemble, puis signez tous les deux.',
  },
  snack: {
    title: 'Goûter partagé à l’accueil du soir',
    words: 'Un goûter partagé aura lieu à l’accueil du soir. Vous pouvez apporter un fruit ou un gâteau simple.',
  },
  photo: {
    title: 'Photo de classe',
    words: 'Le photographe vient à l’école. Dites-nous si vous souhaitez commander la photo de classe.',
    question: 'Voulez-vous la photo de classe ?',
  },
  absence: 'Noé a rendez-vous chez l’orthoptiste, il arrivera à 10 h.',
  pickUp: 'Ce soir c’est sa tante qui vient chercher Awa, à 16 h 30.',
};
