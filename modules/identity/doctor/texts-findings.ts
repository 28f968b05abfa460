import { defineTexts } from '../../../platform/texts/texts.ts';

/** A sentence for the person, then what the one who helps can do. */
interface Words {
  readonly say: string;
  readonly next: string;
}
const words = (say: string, next: string): Words => ({ say, next });

/** What the login doctor finds, in words. */
export const texts = defineTexts({
  fr: {
    'no-account': words(
      'Aucun compte n’existe encore à ce nom.',
      'Un compte se crée dès que l’école, le collège ou l’académie déclare la personne. Vérifiez la fiche avec l’établissement.',
    ),
    'access-closed': words(
      'C’est la direction de l’établissement qui peut répondre.',
      'L’accès de cet adulte est fermé par l’établissement. N’en dites pas plus : adressez la personne à la direction.',
    ),
    'nobody-any-more': words(
      'La fiche n’a plus de place dans un établissement : le compte n’ouvre plus rien.',
      'L’établissement peut rendre une place à la personne (« noter un retour »). Sinon, il n’y a rien à réparer.',
    ),
    left: (day: string) =>
      words(
        `Un départ est noté le ${day} : le compte ne montre plus que la page de départ.`,
        'Si c’est une erreur, l’établissement note un retour. Sinon la personne peut encore y emporter ses données.',
      ),
    disabled: (day: string) =>
      words(
        `La personne est partie le ${day} : son compte est désactivé.`,
        'Le mot de passe ouvre encore la page de départ. Un établissement qui l’accueille de nouveau lui rend une place.',
      ),
    closed: (when: string) =>
      words(
        `Le compte est fermé depuis ${when}.`,
        'Seule l’administration de Préau le rouvre, après avoir su pourquoi il a été fermé.',
      ),
    'no-code': words(
      'Le compte n’a jamais été ouvert : il faut d’abord un code de l’école ou du collège.',
      'Remettez un code depuis la fiche, ou demandez à l’établissement de le faire.',
    ),
    'code-ready': (until: string) =>
      words(
        `Un code a été remis ; il est valable jusqu’au ${until}.`,
        'La personne le tape à « Première connexion ? J’ai un code ». S’il est perdu, remettez-en un autre.',
      ),
    'code-expired': (until: string) =>
      words(`Le code remis n’est plus valable depuis le ${until}.`, 'Remettez-en un autre depuis la fiche.'),
    'code-used': (until: string) =>
      words(
        `Le code a déjà servi (il était valable jusqu’au ${until}).`,
        'La personne a peut-être choisi un mot de passe : qu’elle entre avec, ou remettez un autre code.',
      ),
    'code-void': words(
      'Le code est annulé après six réponses fausses à la question posée ensuite.',
      'Vérifiez la date de naissance sur la fiche avec l’établissement, puis remettez un autre code.',
    ),
    waiting: (until: string) =>
      words(
        `Plusieurs essais n’ont pas marché. Il faut attendre jusqu’à ${until} ; rien n’est bloqué.`,
        'Attendez avec la personne. Un navigateur d’où elle est déjà entrée n’attend pas à cause des autres.',
      ),
    little: words(
      'Cet enfant n’a pas de mot de passe : il entre avec l’affiche de sa classe, son animal et ses trois images.',
      'À la maison, il lui faut la carte que l’enseignant imprime depuis la page de la classe.',
    ),
    'pictures-first': words(
      'Cet enfant choisira ses trois images en classe, à sa première séance.',
      'L’enseignant ouvre la séance de la classe ; la carte de la maison marche ensuite.',
    ),
    'pictures-locked': words(
      'Après cinq essais faux, les images sont bloquées.',
      'L’enseignant les débloque depuis la page « Tablettes » de la classe.',
    ),
    phrase: words(
      'Cet enfant entre avec trois mots secrets, à la place d’un mot de passe.',
      'L’enseignant peut lui en donner d’autres.',
    ),
    'no-password': (providers: string) =>
      words(
        providers === ''
          ? 'Aucun mot de passe n’a été choisi pour ce compte.'
          : `Aucun mot de passe n’a été choisi : on entre par ${providers}.`,
        providers === '' ? 'Remettez un code.' : 'Si ce chemin est perdu, remettez un code.',
      ),
    'wrong-password': (times: number, when: string, hasAddress: boolean) =>
      words(
        times > 1
          ? `L’identifiant est bon, mais le mot de passe était faux ${times} fois, la dernière ${when}.`
          : `L’identifiant est bon, mais le mot de passe était faux ${when}.`,
        hasAddress
          ? '« Mot de passe oublié » envoie un lien à l’adresse confirmée. Demandez si ce n’est pas le mot de passe d’un autre service (EduConnect, GrandLyon Connect).'
          : 'Aucune adresse confirmée : remettez un code. Demandez d’abord si ce n’est pas le mot de passe d’un autre service (EduConnect, GrandLyon Connect).',
      ),
    'wrong-hands': words(
      'Quelqu’un a essayé plusieurs mots de passe depuis un autre appareil.',
      'Demandez à la personne si c’était elle. Sinon : fermer ses sessions, changer de mot de passe, double vérification.',
    ),
    'shared-address': words(
      'Deux comptes ont la même adresse électronique : elle n’ouvre aucun des deux.',
      'Que la personne tape son identifiant, pas l’adresse.',
    ),
    unconfirmed: words(
      'Une adresse électronique a été donnée, mais jamais confirmée : on ne peut pas encore entrer avec.',
      'Que la personne tape son identifiant, puis suive le lien reçu par courriel.',
    ),
    'proof-wrong': words(
      'Le code était bon, mais pas la réponse à la question posée ensuite.',
      'Comparez la date de naissance avec celle de la fiche ; l’établissement peut la corriger.',
    ),
    'other-account': words(
      'L’identité présentée par un autre service n’est pas celle de ce compte, ou est reliée à un autre.',
      'Si les deux comptes sont à la même personne, elle les réunit dans « Mon compte ». Sinon chacun relie la sienne.',
    ),
    'reset-sent': (when: string) =>
      words(`Un lien pour un nouveau mot de passe est parti ${when}.`, 'Il sert une heure, une fois. Regardez aussi les indésirables.'),
    factor: (recoveryLeft: number, wrong: boolean) =>
      words(
        wrong
          ? 'Après le mot de passe, le code de vérification n’était pas le bon.'
          : 'Après le mot de passe, une double vérification est demandée.',
        recoveryLeft > 0
          ? `Téléphone perdu ? Il reste ${recoveryLeft} codes de secours.`
          : 'Téléphone perdu et plus de code de secours : l’administration efface la double vérification, après s’être assurée de la personne.',
      ),
    'factor-clock': words(
      'Le code de vérification était celui d’une autre heure : l’horloge du téléphone est fausse.',
      'Que la personne règle son téléphone sur l’heure automatique, puis tape un nouveau code.',
    ),
    charter: words(
      'La charte d’utilisation est à lire et à accepter juste après la connexion.',
      'Rien d’autre ne s’ouvre avant : c’est la première page que la personne verra.',
    ),
    'provider-down': (provider: string, when: string) =>
      words(
        `${provider} ne répond pas en ce moment (constaté ${when}). Ce n’est pas votre faute.`,
        'Réessayer dans quelques minutes, ou entrer autrement : identifiant, ou code.',
      ),
    'provider-clock': (provider: string, when: string) =>
      words(
        `L’heure de ${provider} est fausse, ses réponses sont refusées (constaté ${when}).`,
        'Entrer autrement, et prévenir l’administration de Préau.',
      ),
    ways: (providers: string) =>
      words(`Le compte s’ouvre aussi par ${providers}.`, 'Si le mot de passe d’ici est perdu, ce chemin marche.'),
    'ways-off': (providers: string) =>
      words(`Le compte était relié à ${providers}, qui n’est plus ouvert.`, 'Entrer par l’identifiant, ou remettre un code.'),
    'service-not-open': (service: string) =>
      words(
        `${service} n’est pas ouvert par votre établissement.`,
        'La direction l’ouvre depuis la page de l’établissement, « Services et ressources ».',
      ),
    'service-not-for': (service: string) =>
      words(
        `${service} est ouvert, mais pas pour votre profil.`,
        'La direction dit pour qui, depuis la page de l’établissement, « Services et ressources ».',
      ),
    'service-off': (service: string) =>
      words(`${service} est suspendu pour tout le monde.`, 'L’administration de Préau sait pourquoi.'),
    'service-open-now': (service: string) =>
      words(`${service} était fermé, il est ouvert maintenant.`, 'Que la personne réessaie.'),
    nothing: words(
      'Rien n’empêche d’entrer.',
      'Reprenez avec la personne : l’adresse de Préau, « Qui êtes-vous ? », l’identifiant lettre par lettre, les majuscules.',
    ),
    'last-entry': (when: string, device: string) =>
      words(`Dernière entrée réussie : ${when} (${device}).`, 'Demandez si c’était bien la personne.'),
  },
  en: {
    'no-account': words(
      'There is no account under that name yet.',
      'An account is made as soon as the school or the academy declares the person. Check the record with the school.',
    ),
    'access-closed': words(
      'The head of the school can answer that.',
      'The access of this adult was closed by the school. Say no more: send the person to the head.',
    ),
    'nobody-any-more': words(
      'The record has no place in a school any more: the account opens nothing.',
      'The school can give a place back (“note a return”). Otherwise there is nothing to mend.',
    ),
    left: (day: string) =>
      words(
        `A departure was noted on ${day}: the account shows the page of leaving only.`,
        'If that is a mistake, the school notes a return. Otherwise the person can still take their data away.',
      ),
    disabled: (day: string) =>
      words(
        `The person left on ${day}: the account is disabled.`,
        'The password still opens the page of leaving. A school that takes them again gives them a place.',
      ),
    closed: (when: string) =>
      words(
        `The account has been closed since ${when}.`,
        'Only those who run Préau open it again, once they know why it was closed.',
      ),
    'no-code': words(
      'The account was never opened: a code from the school is needed first.',
      'Hand out a code from the record, or ask the school to.',
    ),
    'code-ready': (until: string) =>
      words(
        `A code was handed out; it is good until ${until}.`,
        'The person types it under “First time here? I have a code”. If it is lost, hand out another.',
      ),
    'code-expired': (until: string) =>
      words(`The code handed out is no longer good since ${until}.`, 'Hand out another from the record.'),
    'code-used': (until: string) =>
      words(
        `The code was used already (it was good until ${until}).`,
        'The person may have chosen a password: let them come in with it, or hand out another code.',
      ),
    'code-void': words(
      'The code is void after six wrong answers to the question that follows it.',
      'Check the date of birth on the record with the school, then hand out another code.',
    ),
    waiting: (until: string) =>
      words(
        `Several tries did not work. You have to wait until ${until}; nothing is locked.`,
        'Wait with the person. A browser they came in with before does not wait because of others.',
      ),
    little: words(
      'This child has no password: they come in with the poster of the class, their animal and their three pictures.',
      'At home they need the card that the teacher prints from the page of the class.',
    ),
    'pictures-first': words(
      'This child will choose three pictures in class, in their first session.',
      'The teacher opens the session of the class; the card for home works afterwards.',
    ),
    'pictures-locked': words(
      'After five wrong tries the pictures are locked.',
      'The teacher unlocks them from the page “Tablets” of the class.',
    ),
    phrase: words(
      'This child comes in with three secret words instead of a password.',
      'The teacher can give them others.',
    ),
    'no-password': (providers: string) =>
      words(
        providers === ''
          ? 'No password was chosen for this account.'
          : `No password was chosen: one comes in by ${providers}.`,
        providers === '' ? 'Hand out a code.' : 'If that way is lost, hand out a code.',
      ),
    'wrong-password': (times: number, when: string, hasAddress: boolean) =>
      words(
        times > 1
          ? `The login is right, but the password was wrong ${times} times, the last time ${when}.`
          : `The login is right, but the password was wrong ${when}.`,
        hasAddress
          ? '“Forgotten password” sends a link to the confirmed address. Ask whether it is not the password of another service (EduConnect, GrandLyon Connect).'
          : 'No confirmed address: hand out a code. Ask first whether it is not the password of another service (EduConnect, GrandLyon Connect).',
      ),
    'wrong-hands': words(
      'Somebody tried several passwords from another device.',
      'Ask the person whether it was them. If not: end their sessions, change the password, second proof.',
    ),
    'shared-address': words(
      'Two accounts have the same e-mail address: it opens neither.',
      'Let the person type their login, not the address.',
    ),
    unconfirmed: words(
      'An e-mail address was given but never confirmed: one cannot come in with it yet.',
      'Let the person type their login, then follow the link they got by mail.',
    ),
    'proof-wrong': words(
      'The code was right, but not the answer to the question that follows it.',
      'Compare the date of birth with that of the record; the school can correct it.',
    ),
    'other-account': words(
      'The identity shown by another service is not that of this account, or is linked to another.',
      'If both accounts are the same person’s, they join them under “My account”. Otherwise each links their own.',
    ),
    'reset-sent': (when: string) =>
      words(`A link to a new password was sent ${when}.`, 'It serves for an hour, once. Look among unwanted mails too.'),
    factor: (recoveryLeft: number, wrong: boolean) =>
      words(
        wrong ? 'After the password, the verification code was not right.' : 'After the password, a second proof is asked for.',
        recoveryLeft > 0
          ? `Telephone lost? ${recoveryLeft} recovery codes are left.`
          : 'Telephone lost and no recovery code left: those who run Préau erase the second proof, once they are sure of the person.',
      ),
    'factor-clock': words(
      'The verification code was that of another hour: the clock of the telephone is wrong.',
      'Let the person set the telephone to automatic time, then type a new code.',
    ),
    charter: words(
      'The charter is to be read and accepted right after signing in.',
      'Nothing else opens before: it is the first page that the person will see.',
    ),
    'provider-down': (provider: string, when: string) =>
      words(
        `${provider} does not answer at the moment (seen ${when}). It is not your fault.`,
        'Try again in some minutes, or come in another way: login, or code.',
      ),
    'provider-clock': (provider: string, when: string) =>
      words(
        `The clock of ${provider} is wrong, its answers are refused (seen ${when}).`,
        'Come in another way, and tell those who run Préau.',
      ),
    ways: (providers: string) =>
      words(`The account also opens by ${providers}.`, 'If the password here is lost, that way works.'),
    'ways-off': (providers: string) =>
      words(`The account was linked to ${providers}, which is no longer open.`, 'Come in by the login, or hand out a code.'),
    'service-not-open': (service: string) =>
      words(
        `${service} was not opened by your school.`,
        'The head opens it from the page of the school, “Services and resources”.',
      ),
    'service-not-for': (service: string) =>
      words(
        `${service} is open, but not for what you are.`,
        'The head says for whom, from the page of the school, “Services and resources”.',
      ),
    'service-off': (service: string) =>
      words(`${service} is suspended for everybody.`, 'Those who run Préau know why.'),
    'service-open-now': (service: string) =>
      words(`${service} was closed, it is open now.`, 'Let the person try again.'),
    nothing: words(
      'Nothing stands in the way.',
      'Go through it with the person: the address of Préau, “Who are you?”, the login letter by letter, capitals.',
    ),
    'last-entry': (when: string, device: string) =>
      words(`They last came in ${when} (${device}).`, 'Ask whether it was them.'),
  },
});
