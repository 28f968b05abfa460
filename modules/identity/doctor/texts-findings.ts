import { defineTexts } from '../../../platform/texts/texts.ts';

/** What the login doctor finds: a sentence for the person, then what the one who helps can do. */
export const texts = defineTexts({
  fr: {
    'no-account': {
      say: 'Aucun compte n’existe encore à ce nom.',
      next: 'Un compte se crée dès que l’école, le collège ou l’académie déclare la personne. Vérifiez la fiche avec l’établissement.',
    },
    'access-closed': {
      say: 'C’est la direction de l’établissement qui peut répondre.',
      next: 'L’accès de cet adulte est fermé par l’établissement. N’en dites pas plus : adressez la personne à la direction.',
    },
    'nobody-any-more': {
      say: 'La fiche n’a plus de place dans un établissement : le compte n’ouvre plus rien.',
      next: 'L’établissement peut rendre une place à la personne (« noter un retour »). Sinon, il n’y a rien à réparer.',
    },
    left: {
      say: (day: string) => `Un départ est noté le ${day} : le compte ne montre plus que la page de départ.`,
      next: 'Si c’est une erreur, l’établissement note un retour. Sinon la personne peut encore y emporter ses données.',
    },
    disabled: {
      say: (day: string) => `La personne est partie le ${day} : son compte est désactivé.`,
      next: 'Le mot de passe ouvre encore la page de départ. Un établissement qui l’accueille de nouveau lui rend une place.',
    },
    closed: {
      say: (when: string) => `Le compte a été fermé ${when}.`,
      next: 'Seule l’administration de Préau le rouvre, après avoir su pourquoi il a été fermé.',
    },
    'no-code': {
      say: 'Le compte n’a jamais été ouvert : il faut d’abord un code de l’école ou du collège.',
      next: 'Remettez un code depuis la fiche, ou demandez à l’établissement de le faire.',
    },
    'code-ready': {
      say: (until: string) => `Un code a été remis ; il est valable jusqu’au ${until}.`,
      next: 'La personne le tape à « Première connexion ? J’ai un code ». S’il est perdu, remettez-en un autre.',
    },
    'code-expired': {
      say: (until: string) => `Le code remis n’est plus valable depuis le ${until}.`,
      next: 'Remettez-en un autre depuis la fiche.',
    },
    'code-used': {
      say: (until: string) => `Le code a déjà servi (il était valable jusqu’au ${until}).`,
      next: 'La personne a peut-être choisi un mot de passe : qu’elle entre avec, ou remettez un autre code.',
    },
    'code-void': {
      say: 'Le code est annulé après six réponses fausses à la question posée ensuite.',
      next: 'Vérifiez la date de naissance sur la fiche avec l’établissement, puis remettez un autre code.',
    },
    waiting: {
      say: (until: string) =>
        `Plusieurs essais n’ont pas marché. Il faut attendre jusqu’à ${until} ; rien n’est bloqué.`,
      next: 'Attendez avec la personne. Un navigateur d’où elle est déjà entrée n’attend pas à cause des autres.',
    },
    little: {
      say: 'Cet enfant n’a pas de mot de passe : il entre avec l’affiche de sa classe, son animal et ses trois images.',
      next: 'À la maison, il lui faut la carte que l’enseignant imprime depuis la page de la classe.',
    },
    'pictures-first': {
      say: 'Cet enfant choisira ses trois images en classe, à sa première séance.',
      next: 'L’enseignant ouvre la séance de la classe ; la carte de la maison marche ensuite.',
    },
    'pictures-locked': {
      say: 'Après cinq essais faux, les images sont bloquées.',
      next: 'L’enseignant les débloque depuis la page « Tablettes » de la classe.',
    },
    phrase: {
      say: 'Cet enfant entre avec trois mots secrets, à la place d’un mot de passe.',
      next: 'L’enseignant peut lui en donner d’autres.',
    },
    'password-cancelled': {
      say: (when: string) =>
        `Le mot de passe a été annulé ${when}, parce que quelqu’un d’autre se servait du compte. Il faut en choisir un nouveau.`,
      next: (hasAddress: boolean) =>
        hasAddress
          ? 'Un courriel avec un lien est parti à l’adresse confirmée depuis plus d’une semaine. S’il ne vient pas : « Mot de passe oublié », ou remettez un code.'
          : 'Aucune adresse confirmée : remettez un code, ou demandez à l’établissement de réimprimer la fiche.',
    },
    'no-password': {
      say: (providers: string) =>
        providers === ''
          ? 'Aucun mot de passe n’a été choisi pour ce compte.'
          : `Aucun mot de passe n’a été choisi : on entre par ${providers}.`,
      next: (providers: string) =>
        providers === '' ? 'Remettez un code.' : 'Si ce chemin est perdu, remettez un code.',
    },
    'wrong-password': {
      say: (times: number, when: string) =>
        times > 1
          ? `L’identifiant est bon, mais le mot de passe était faux ${times} fois, la dernière ${when}.`
          : `L’identifiant est bon, mais le mot de passe était faux ${when}.`,
      next: (hasAddress: boolean) =>
        hasAddress
          ? '« Mot de passe oublié » envoie un lien à l’adresse confirmée. Demandez si ce n’est pas le mot de passe d’un autre service (EduConnect, GrandLyon Connect).'
          : 'Aucune adresse confirmée : remettez un code. Demandez d’abord si ce n’est pas le mot de passe d’un autre service (EduConnect, GrandLyon Connect).',
    },
    'wrong-hands': {
      say: 'Quelqu’un a essayé plusieurs mots de passe depuis un autre appareil.',
      next: 'Demandez à la personne si c’était elle. Sinon : fermer ses sessions, changer de mot de passe, double vérification.',
    },
    'shared-address': {
      say: 'Deux comptes ont la même adresse électronique : elle n’ouvre aucun des deux.',
      next: 'Que la personne tape son identifiant, pas l’adresse.',
    },
    unconfirmed: {
      say: 'Une adresse électronique a été donnée, mais jamais confirmée : on ne peut pas encore entrer avec.',
      next: 'Que la personne tape son identifiant, puis suive le lien reçu par courriel.',
    },
    'proof-wrong': {
      say: 'Le code était bon, mais pas la réponse à la question posée ensuite.',
      next: 'Comparez la date de naissance avec celle de la fiche ; l’établissement peut la corriger.',
    },
    'other-account': {
      say: 'L’identité présentée par un autre service n’est pas celle de ce compte, ou est reliée à un autre.',
      next: 'Si les deux comptes sont à la même personne, elle les réunit dans « Mon compte ». Sinon chacun relie la sienne.',
    },
    'reset-sent': {
      say: (when: string) => `Un lien pour un nouveau mot de passe est parti ${when}.`,
      next: 'Il sert une heure, une fois. Regardez aussi les indésirables.',
    },
    factor: {
      say: (wrong: boolean, means: 'application' | 'passkey' | 'both') =>
        `${wrong ? 'Après le mot de passe, le code de vérification n’était pas le bon.' : 'Après le mot de passe, une double vérification est demandée.'} ${
          {
            application: 'C’est le code de l’application du téléphone.',
            passkey: 'C’est une clé d’accès, sur l’appareil qui la garde.',
            both: 'C’est une clé d’accès, ou le code de l’application du téléphone.',
          }[means]
        }`,
      next: (recoveryLeft: number) =>
        recoveryLeft > 0
          ? `Appareil perdu ? ${recoveryLeft > 1 ? `Il reste ${recoveryLeft} codes de secours.` : 'Il reste un code de secours.'}`
          : 'Appareil perdu et plus de code de secours : la direction de l’établissement, ou l’équipe qui gère Préau, retire la double vérification après s’être assurée de la personne.',
    },
    'factor-clock': {
      say: 'Le code de vérification était celui d’une autre heure : l’horloge du téléphone est fausse.',
      next: 'Que la personne règle son téléphone sur l’heure automatique, puis tape un nouveau code.',
    },
    charter: {
      say: 'La charte d’utilisation est à lire et à accepter juste après la connexion.',
      next: 'Rien d’autre ne s’ouvre avant : c’est la première page que la personne verra.',
    },
    'provider-down': {
      say: (provider: string, when: string) =>
        `${provider} ne répond pas en ce moment (constaté ${when}). Ce n’est pas votre faute.`,
      next: 'Réessayer dans quelques minutes, ou entrer autrement : identifiant, ou code.',
    },
    'provider-clock': {
      say: (provider: string, when: string) =>
        `L’heure de ${provider} est fausse, ses réponses sont refusées (constaté ${when}).`,
      next: 'Entrer autrement, et prévenir l’administration de Préau.',
    },
    ways: {
      say: (providers: string) => `Le compte s’ouvre aussi par ${providers}.`,
      next: 'Si le mot de passe d’ici est perdu, ce chemin marche.',
    },
    'ways-off': {
      say: (providers: string) => `Le compte était relié à ${providers}, qui n’est plus ouvert.`,
      next: 'Entrer par l’identifiant, ou remettre un code.',
    },
    'service-not-open': {
      say: (service: string) => `${service} n’est pas ouvert par votre établissement.`,
      next: 'La direction l’ouvre depuis la page de l’établissement, « Services et ressources ».',
    },
    'service-not-for': {
      say: (service: string) => `${service} est ouvert, mais pas pour votre profil.`,
      next: 'La direction dit pour qui, depuis la page de l’établissement, « Services et ressources ».',
    },
    'service-off': {
      say: (service: string) => `${service} est suspendu pour tout le monde.`,
      next: 'L’administration de Préau sait pourquoi.',
    },
    'service-open-now': {
      say: (service: string) => `${service} était fermé, il est ouvert maintenant.`,
      next: 'Que la personne réessaie.',
    },
    nothing: {
      say: 'Rien n’empêche d’entrer.',
      next: 'Reprenez avec la personne : l’adresse de Préau, « Qui êtes-vous ? », l’identifiant lettre par lettre, les majuscules.',
    },
    'last-entry': {
      say: (when: string, device: string) => `Dernière entrée réussie ${when} (${device}).`,
      next: 'Demandez si c’était bien la personne.',
    },
  },
  en: {
    'no-account': {
      say: 'There is no account under that name yet.',
      next: 'An account is made as soon as the school or the academy declares the person. Check the record with the school.',
    },
    'access-closed': {
      say: 'The head of the school can answer that.',
      next: 'The access of this adult was closed by the school. Say no more: send the person to the head.',
    },
    'nobody-any-more': {
      say: 'The record has no place in a school any more: the account opens nothing.',
      next: 'The school can give a place back (“note a return”). Otherwise there is nothing to mend.',
    },
    left: {
      say: (day: string) => `A departure was noted on ${day}: the account shows the page of leaving only.`,
      next: 'If that is a mistake, the school notes a return. Otherwise the person can still take their data away.',
    },
    disabled: {
      say: (day: string) => `The person left on ${day}: the account is disabled.`,
      next: 'The password still opens the page of leaving. A school that takes them again gives them a place.',
    },
    closed: {
      say: (when: string) => `The account was closed ${when}.`,
      next: 'Only those who run Préau open it again, once they know why it was closed.',
    },
    'no-code': {
      say: 'The account was never opened: a code from the school is needed first.',
      next: 'Hand out a code from the record, or ask the school to.',
    },
    'code-ready': {
      say: (until: string) => `A code was handed out; it is good until ${until}.`,
      next: 'The person types it under “First time here? I have a code”. If it is lost, hand out another.',
    },
    'code-expired': {
      say: (until: string) => `The code handed out is no longer good since ${until}.`,
      next: 'Hand out another from the record.',
    },
    'code-used': {
      say: (until: string) => `The code was used already (it was good until ${until}).`,
      next: 'The person may have chosen a password: let them come in with it, or hand out another code.',
    },
    'code-void': {
      say: 'The code is void after six wrong answers to the question that follows it.',
      next: 'Check the date of birth on the record with the school, then hand out another code.',
    },
    waiting: {
      say: (until: string) => `Several tries did not work. You have to wait until ${until}; nothing is locked.`,
      next: 'Wait with the person. A browser they came in with before does not wait because of others.',
    },
    little: {
      say: 'This child has no password: they come in with the poster of the class, their animal and their three pictures.',
      next: 'At home they need the card that the teacher prints from the page of the class.',
    },
    'pictures-first': {
      say: 'This child will choose three pictures in class, in their first session.',
      next: 'The teacher opens the session of the class; the card for home works afterwards.',
    },
    'pictures-locked': {
      say: 'After five wrong tries the pictures are locked.',
      next: 'The teacher unlocks them from the page “Tablets” of the class.',
    },
    phrase: {
      say: 'This child comes in with three secret words instead of a password.',
      next: 'The teacher can give them others.',
    },
    'password-cancelled': {
      say: (when: string) =>
        `The password was cancelled ${when}, because somebody else used the account. A new one has to be chosen.`,
      next: (hasAddress: boolean) =>
        hasAddress
          ? 'A mail with a link left for the address confirmed for more than a week. If it does not come: “Forgotten password”, or hand out a code.'
          : 'No confirmed address: hand out a code, or ask the school to print the sheet again.',
    },
    'no-password': {
      say: (providers: string) =>
        providers === ''
          ? 'No password was chosen for this account.'
          : `No password was chosen: one comes in by ${providers}.`,
      next: (providers: string) => (providers === '' ? 'Hand out a code.' : 'If that way is lost, hand out a code.'),
    },
    'wrong-password': {
      say: (times: number, when: string) =>
        times > 1
          ? `The login is right, but the password was wrong ${times} times, the last time ${when}.`
          : `The login is right, but the password was wrong ${when}.`,
      next: (hasAddress: boolean) =>
        hasAddress
          ? '“Forgotten password” sends a link to the confirmed address. Ask whether it is not the password of another service (EduConnect, GrandLyon Connect).'
          : 'No confirmed address: hand out a code. Ask first whether it is not the password of another service (EduConnect, GrandLyon Connect).',
    },
    'wrong-hands': {
      say: 'Somebody tried several passwords from another device.',
      next: 'Ask the person whether it was them. If not: end their sessions, change the password, second proof.',
    },
    'shared-address': {
      say: 'Two accounts have the same e-mail address: it opens neither.',
      next: 'Let the person type their login, not the address.',
    },
    unconfirmed: {
      say: 'An e-mail address was given but never confirmed: one cannot come in with it yet.',
      next: 'Let the person type their login, then follow the link they got by mail.',
    },
    'proof-wrong': {
      say: 'The code was right, but not the answer to the question that follows it.',
      next: 'Compare the date of birth with that of the record; the school can correct it.',
    },
    'other-account': {
      say: 'The identity shown by another service is not that of this account, or is linked to another.',
      next: 'If both accounts are the same person’s, they join them under “My account”. Otherwise each links their own.',
    },
    'reset-sent': {
      say: (when: string) => `A link to a new password was sent ${when}.`,
      next: 'It serves for an hour, once. Look among unwanted mails too.',
    },
    factor: {
      say: (wrong: boolean, means: 'application' | 'passkey' | 'both') =>
        `${wrong ? 'After the password, the verification code was not right.' : 'After the password, a second proof is asked for.'} ${
          {
            application: 'It is the code of the application on the telephone.',
            passkey: 'It is a passkey, on the device that keeps it.',
            both: 'It is a passkey, or the code of the application on the telephone.',
          }[means]
        }`,
      next: (recoveryLeft: number) =>
        recoveryLeft > 0
          ? `Device lost? ${recoveryLeft > 1 ? `${recoveryLeft} recovery codes are left.` : 'One recovery code is left.'}`
          : 'Device lost and no recovery code left: the head of the school, or those who run Préau, take the second proof away once they are sure of the person.',
    },
    'factor-clock': {
      say: 'The verification code was that of another hour: the clock of the telephone is wrong.',
      next: 'Let the person set the telephone to automatic time, then type a new code.',
    },
    charter: {
      say: 'The charter is to be read and accepted right after signing in.',
      next: 'Nothing else opens before: it is the first page that the person will see.',
    },
    'provider-down': {
      say: (provider: string, when: string) =>
        `${provider} does not answer at the moment (seen ${when}). It is not your fault.`,
      next: 'Try again in some minutes, or come in another way: login, or code.',
    },
    'provider-clock': {
      say: (provider: string, when: string) =>
        `The clock of ${provider} is wrong, its answers are refused (seen ${when}).`,
      next: 'Come in another way, and tell those who run Préau.',
    },
    ways: {
      say: (providers: string) => `The account also opens by ${providers}.`,
      next: 'If the password here is lost, that way works.',
    },
    'ways-off': {
      say: (providers: string) => `The account was linked to ${providers}, which is no longer open.`,
      next: 'Come in by the login, or hand out a code.',
    },
    'service-not-open': {
      say: (service: string) => `${service} was not opened by your school.`,
      next: 'The head opens it from the page of the school, “Services and resources”.',
    },
    'service-not-for': {
      say: (service: string) => `${service} is open, but not for what you are.`,
      next: 'The head says for whom, from the page of the school, “Services and resources”.',
    },
    'service-off': {
      say: (service: string) => `${service} is suspended for everybody.`,
      next: 'Those who run Préau know why.',
    },
    'service-open-now': {
      say: (service: string) => `${service} was closed, it is open now.`,
      next: 'Let the person try again.',
    },
    nothing: {
      say: 'Nothing stands in the way.',
      next: 'Go through it with the person: the address of Préau, “Who are you?”, the login letter by letter, capitals.',
    },
    'last-entry': {
      say: (when: string, device: string) => `They last came in ${when} (${device}).`,
      next: 'Ask whether it was them.',
    },
  },
});
