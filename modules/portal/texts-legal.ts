import { defineTexts } from '../../platform/texts/texts.ts';

/*
 * The pages that the law asks for, in plain words. They say what is true of this version: what is not there yet is not claimed.
 * A line that begins with "- " is an item of a list.
 */

/** Pages made of titled sections. */
export const legalTexts = defineTexts({
  fr: {
    help: {
      title: 'Aide',
      intro: 'Les réponses aux questions les plus courantes.',
      sections: [
        {
          id: 'sign-in',
          title: 'Je n’arrive pas à me connecter',
          lines: [
            'Pour la première connexion, il faut le code de la fiche remise par l’école. Il sert une seule fois et reste valable 45 jours.',
            'Si le code est perdu ou périmé, l’école en donne un autre : la direction le crée en un instant.',
            'Mot de passe oublié ? La page de connexion propose d’en choisir un autre.',
          ],
        },
        {
          id: 'find',
          title: 'Trouver une personne, une classe, un établissement',
          lines: [
            'La recherche est en haut de chaque page. Le début des mots suffit, dans n’importe quel ordre, avec ou sans accents.',
            'Elle ne montre que les personnes que l’on a le droit de voir.',
          ],
        },
        {
          id: 'wrong',
          title: 'Une information est fausse',
          lines: [
            'Les noms, les classes et les liens de famille viennent de l’annuaire de l’académie, rempli par l’école.',
            'L’erreur se signale à l’école : une fois corrigée dans son logiciel, elle le sera ici à la livraison suivante.',
          ],
        },
        {
          id: 'keyboard',
          title: 'Naviguer au clavier',
          lines: [
            'La touche Tabulation passe d’un élément à l’autre. Le premier lien de chaque page mène directement au contenu.',
            'Le texte s’agrandit jusqu’à 200 % avec les réglages du navigateur.',
          ],
        },
      ],
    },
    legalNotice: {
      title: 'Mentions légales',
      intro: 'Qui publie ce site, et avec quoi.',
      sections: [
        {
          id: 'publisher',
          title: 'Édition et hébergement',
          lines: [
            'Ce site est un espace numérique de travail. Il est publié et hébergé par la collectivité ou l’école qui le fait fonctionner.',
            'Pour la joindre, adressez-vous à la direction de votre école ou de votre collège.',
          ],
        },
        {
          id: 'software',
          title: 'Le logiciel',
          lines: [
            'Préau est un logiciel libre, sous licence GNU AGPL version 3 ou ultérieure : chacun peut en lire le code, l’utiliser et l’améliorer.',
            'Les pictogrammes viennent de Lucide (licence ISC). Les polices Atkinson Hyperlegible Next et Andika sont sous licence SIL Open Font.',
          ],
        },
        {
          id: 'public-data',
          title: 'Données publiques',
          lines: [
            'Les noms et les populations des communes viennent de l’INSEE, le calendrier scolaire du ministère de l’Éducation nationale, sous Licence Ouverte.',
          ],
        },
      ],
    },
    accessibility: {
      title: 'Accessibilité : non conforme',
      intro:
        'La loi du 11 février 2005 demande que ce site soit accessible à tous. Aucun audit de conformité au RGAA 4.1 n’a encore été mené : la mention légale est donc « non conforme ».',
      sections: [
        {
          id: 'state',
          title: 'Ce qui est fait',
          lines: [
            'Chaque page est vérifiée automatiquement avant d’être publiée : contrastes, titres, étiquettes des champs, ordre au clavier, agrandissement à 200 %, écran de 320 pixels.',
            'Ces vérifications ne remplacent pas un audit : elles couvrent environ un tiers des critères.',
            'Toutes les pages marchent sans script et au clavier.',
          ],
        },
        {
          id: 'feedback',
          title: 'Vous êtes bloqué par un défaut',
          lines: [
            'Dites-le à la direction de votre école ou de votre collège, qui le transmet à l’équipe de Préau. Elle vous doit une réponse et une autre façon d’obtenir l’information.',
          ],
        },
        {
          id: 'appeal',
          title: 'Si rien ne change',
          lines: [
            'Vous pouvez saisir le Défenseur des droits :',
            '- par le formulaire du site defenseurdesdroits.fr',
            '- auprès de l’un de ses délégués, près de chez vous',
            '- par courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
          ],
        },
      ],
    },
    privacy: {
      title: 'Données personnelles',
      intro: 'Ce que Préau sait de chacun, pourquoi, et combien de temps.',
      sections: [
        {
          id: 'children',
          title: 'Pour toi, élève',
          lines: [
            'Préau connaît ton nom, ton prénom, ta date de naissance, ta classe, ton école et les adultes qui s’occupent de toi.',
            'C’est l’école qui nous le dit, pour que tu puisses entrer et retrouver ta classe.',
            'Ta maîtresse, ton maître, tes professeurs et la direction le voient. Les autres élèves de ta classe voient ton nom, et ta photo si tes responsables l’acceptent.',
            'Personne ne s’en sert pour te vendre quelque chose.',
            'Tu peux demander à voir ce que Préau sait de toi. Demande à un adulte de ton école ou à tes parents.',
          ],
        },
        {
          id: 'guardians',
          title: 'Pour les parents et responsables',
          lines: [
            'Nous tenons de l’académie votre nom, vos coordonnées et votre lien avec l’enfant, avec l’autorité parentale quand le fichier la donne.',
            'Vos coordonnées sont visibles de la direction, de la vie scolaire et de qui enseigne à votre enfant ; votre téléphone aussi du périscolaire. Par défaut, ni l’autre parent ni les autres familles ne les voient ici ; vous pouvez choisir de les montrer dans « Mes coordonnées ».',
            'Seuls les représentants légaux entrent. Une décision de justice peut fermer l’accès d’un adulte à un enfant.',
          ],
        },
        {
          id: 'staff',
          title: 'Pour les personnels et les agents',
          lines: [
            'Nous tenons de l’académie votre nom, votre adresse professionnelle, vos fonctions et vos classes. Pour les agents des communes et de la Métropole, ces données sont saisies à l’ouverture du compte.',
            'Vos collègues du même établissement voient votre nom et votre fonction ; les élèves et les familles, seulement si vous enseignez à l’enfant ou dirigez l’établissement.',
          ],
        },
        {
          id: 'all',
          title: 'Pour tous',
          lines: [
            'Raison d’être : la mission de service public d’éducation (article 6.1.e du RGPD). Aucune publicité, aucune revente, aucun traceur d’autrui.',
            'Les connexions sont notées dans un journal de sécurité. Le seul cookie indispensable garde votre session ouverte.',
            'Durée : tant que vous êtes dans un établissement ; les données sont effacées dans les trois mois qui suivent votre départ, sauf les preuves que la loi demande de garder. Le journal des connexions se garde douze mois.',
            'Les données restent sur les serveurs de la collectivité ou de l’école qui fait fonctionner ce site. Un service extérieur ne reçoit que ce que dit « Qui reçoit quoi », dans « Mon compte ».',
          ],
        },
        {
          id: 'rights',
          title: 'Vos droits',
          lines: [
            'Lisez-les dans « Mes données » : la page permet de les emporter et d’écrire au délégué à la protection des données.',
            'Vous pouvez aussi demander à les corriger, à en limiter l’usage, à vous y opposer ou à les faire effacer.',
            'Adressez-vous d’abord à la direction de votre école ou de votre collège ; elle transmet au délégué à la protection des données.',
            'Si la réponse ne vous convient pas, vous pouvez saisir la CNIL : cnil.fr, ou 3 place de Fontenoy, 75334 Paris CEDEX 07.',
          ],
        },
      ],
    },
  },
  en: {
    help: {
      title: 'Help',
      intro: 'Answers to the most common questions.',
      sections: [
        {
          id: 'sign-in',
          title: 'I cannot sign in',
          lines: [
            'The first time you need the code of the sheet that the school gave you. It works once and stays valid for 45 days.',
            'If the code is lost or too old, ask the school for a new one: the head makes it in a moment.',
            'If you forgot your password, the sign-in page lets you choose another one.',
          ],
        },
        {
          id: 'find',
          title: 'Find a person, a class, a school',
          lines: [
            'The search is at the top of every page. The beginning of words is enough, in any order, with or without accents.',
            'You only find people whom you may see.',
          ],
        },
        {
          id: 'wrong',
          title: 'Some information is wrong',
          lines: [
            'Names, classes and family links come from the academy’s directory, which the school fills in.',
            'Tell the school: once corrected in its software, it will be right here with the next delivery.',
          ],
        },
        {
          id: 'keyboard',
          title: 'Using the keyboard',
          lines: [
            'The Tab key goes from one element to the next. The first link of each page leads straight to the content.',
            'You can enlarge the text up to 200 % with your browser’s settings.',
          ],
        },
      ],
    },
    legalNotice: {
      title: 'Legal notice',
      intro: 'Who publishes this site, and with what.',
      sections: [
        {
          id: 'publisher',
          title: 'Publisher and host',
          lines: [
            'This site is a digital workspace for schools. It is published and hosted by the public authority or the school that runs it.',
            'To reach it, ask the head of your school.',
          ],
        },
        {
          id: 'software',
          title: 'The software',
          lines: [
            'Préau is free software under the GNU AGPL, version 3 or later: anyone may read, use and improve its code.',
            'The icons come from Lucide (ISC licence). The fonts Atkinson Hyperlegible Next and Andika are under the SIL Open Font License.',
          ],
        },
        {
          id: 'public-data',
          title: 'Public data',
          lines: [
            'Names and populations of towns come from INSEE, the school calendar from the French ministry of education, under the Open Licence.',
          ],
        },
      ],
    },
    accessibility: {
      title: 'Accessibility: not compliant',
      intro:
        'French law asks that everybody can use this site. No audit of compliance with RGAA 4.1 has been made yet: the legal statement is therefore “not compliant”.',
      sections: [
        {
          id: 'state',
          title: 'What is done',
          lines: [
            'Each page is checked automatically before it is published: contrasts, headings, labels, keyboard order, zoom to 200 %, screens of 320 pixels.',
            'These checks do not replace an audit: they cover about a third of the criteria.',
            'All pages work without scripts and with the keyboard.',
          ],
        },
        {
          id: 'feedback',
          title: 'A defect stops you',
          lines: [
            'Tell the head of your school, who passes it on to the team of Préau. They owe you an answer and another way to the information.',
          ],
        },
        {
          id: 'appeal',
          title: 'If nothing changes',
          lines: [
            'You may turn to the French Defender of Rights:',
            '- with the form on defenseurdesdroits.fr',
            '- through one of their delegates near you',
            '- by post, free of charge: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
          ],
        },
      ],
    },
    privacy: {
      title: 'Personal data',
      intro: 'What Préau knows about each person, why, and for how long.',
      sections: [
        {
          id: 'children',
          title: 'For you, pupil',
          lines: [
            'Préau knows your name, your date of birth, your class, your school and the adults who take care of you.',
            'The school tells us, so that you can come in and find your class.',
            'Your teachers and the head see it. The other pupils of your class see your name, and your photo if your guardians agree.',
            'Nobody uses it to sell you something.',
            'You may ask to see what Préau knows about you. Ask an adult of your school or your parents.',
          ],
        },
        {
          id: 'guardians',
          title: 'For parents and guardians',
          lines: [
            'The academy gives us your name, your contact details and your link to the child, with parental authority when its file says so.',
            'Your contact details are visible to the head, to school life and to those who teach your child; your phone also to after-school staff. By default neither the other parent nor other families see them here; you may choose to show them in “My contact details”.',
            'Only legal representatives come in. A court decision may close an adult’s access to a child.',
          ],
        },
        {
          id: 'staff',
          title: 'For staff and agents',
          lines: [
            'The academy gives us your name, your professional address, your functions and your classes. For agents of towns and of the Métropole they are entered when the account is opened.',
            'Colleagues of the same school see your name and function; pupils and families only if you teach the child or head the school.',
          ],
        },
        {
          id: 'all',
          title: 'For everybody',
          lines: [
            'Reason: the public task of education (article 6.1.e of the GDPR). No advertising, no resale, no tracker of others.',
            'Sign-ins are noted in a security journal. The only necessary cookie keeps your session open.',
            'Duration: as long as you are in a school; data are erased within three months of your leaving, except the proofs that the law asks to keep. The journal of sign-ins is kept twelve months.',
            'Data stay on the servers of the public authority or school that runs this site. A service of others receives only what “Who receives what” says, in “My account”.',
          ],
        },
        {
          id: 'rights',
          title: 'Your rights',
          lines: [
            'Read it in “My data”: the page lets you take it away and write to the data-protection officer.',
            'You may also ask to have it corrected, to limit its use, to object to it or to have it erased.',
            'First ask the head of your school, who passes it on to the data protection officer.',
            'If the answer does not suit you, you may turn to the CNIL: cnil.fr, or 3 place de Fontenoy, 75334 Paris CEDEX 07.',
          ],
        },
      ],
    },
  },
});
