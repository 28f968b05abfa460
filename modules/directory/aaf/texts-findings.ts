import { defineTexts } from '../../../platform/texts/texts.ts';

/** What a finding carries; absent values read as an empty text. */
type About = (details: (key: string) => string) => string;

/** The sentence of each finding, by code. The place (file, line, object) is written before it. */
export const findingTexts = defineTexts({
  fr: {
    // The container.
    'archive-damaged': (d: (key: string) => string) =>
      `L’archive ne s’ouvre pas jusqu’au bout (${d('reason')}) : demandez-la de nouveau.`,
    'archive-path': (d) => `L’archive veut écrire hors de son dossier (${d('entry')}) : elle n’est pas ouverte.`,
    'archive-nested': (d) =>
      `L’archive en contient une autre (${d('entry')}) : donnez l’archive de l’académie telle quelle.`,
    'archive-too-large': (d) =>
      `L’archive se déplie au-delà de toute livraison possible (${d('entry')}) : elle n’est pas ouverte.`,
    'archive-link': (d) => `L’archive contient un lien ou un fichier spécial (${d('entry')}) : elle n’est pas ouverte.`,
    'archive-encrypted': (d) =>
      `L’archive est protégée par un mot de passe (${d('entry')}) : donnez-la sans protection.`,
    'nothing-found': () => 'Aucun fichier de l’annuaire académique ne s’y trouve.',
    stranger: () => 'Ce fichier n’a pas un nom de l’annuaire académique : il n’est pas lu.',
    'bad-date': (d) => `La date du nom de fichier (${d('date')}) n’existe pas.`,
    'number-missing': (d) =>
      `Ce fichier manque (on a trouvé ${d('found')}) : la livraison est incomplète, demandez-la de nouveau.`,
    'number-twice': () => 'Ce numéro de fichier se trouve deux fois.',
    'unknown-degree': () => 'Rien ne dit s’il s’agit du premier ou du second degré : précisez-le avec --source.',
    'degrees-differ': (d) => `Le nom annonce le ${d('expected')} et le contenu le ${d('found')}.`,
    'unknown-academy': () => 'Rien ne dit de quelle académie vient la livraison : précisez-le avec --source.',
    'other-academy': (d) => `La livraison vient de l’académie ${d('found')}, et non ${d('expected')}.`,
    'delta-before-full': (d) =>
      `Cette livraison différentielle du ${d('day')} arrive avant toute livraison complète : importez d’abord la complète.`,
    'older-than-last': (d) =>
      `Cette livraison du ${d('day')} est plus ancienne que la dernière appliquée (${d('last')}).`,
    // The files.
    'empty-file': () => 'Le fichier est vide.',
    truncated: () => 'Le fichier s’arrête avant la fin : demandez la livraison de nouveau.',
    'not-well-formed': (d) => `Le fichier n’est pas un XML correct (${d('reason')}).`,
    'wrong-root': (d) => `Le fichier n’est pas de l’annuaire académique : il commence par « ${d('root')} ».`,
    'foreign-dtd': (d) => `Le fichier se réclame d’une autre DTD (${d('system')}) : il n’est pas lu.`,
    'entity-declared': () => 'Le fichier déclare des entités XML : il n’est pas lu, par sécurité.',
    'unknown-element': (d) => `L’élément « ${d('element')} » n’est pas de ce format.`,
    'object-too-large': () => 'Un objet dépasse toute taille raisonnable : le fichier n’est pas lu.',
    'wrong-encoding': (d) => `Le fichier n’est pas écrit en ${d('declared')} comme il l’annonce.`,
    'unknown-encoding': (d) => `Le fichier annonce un codage que nous ne lisons pas (${d('declared')}).`,
    'undeclared-encoding': () => 'Le fichier n’annonce pas son codage : il est lu en ISO-8859-15.',
    'unknown-attribute': (d) => `L’attribut ${d('attribute')} nous est inconnu : il est ignoré.`,
    'unknown-code': (d) => `Le code « ${d('value')} » (${d('field')}) nous est inconnu.`,
    'bad-value': (d) => `La valeur « ${d('value')} » (${d('field')}) n’a pas la forme attendue : elle est ignorée.`,
    'more-findings': (d) => `Et ${d('count')} autres remarques de ce genre, non détaillées.`,
    // The objects.
    'no-identifier': () => 'Objet sans identifiant : mis de côté.',
    'wrong-category': (d) => `Objet d’une autre catégorie (« ${d('category')} ») que celle du fichier : mis de côté.`,
    'id-mismatch': (d) => `L’identifiant et la jointure (${d('repeated')}) diffèrent : objet mis de côté.`,
    'no-name': () => 'Objet sans nom : mis de côté.',
    'no-label': () => 'Objet sans libellé : mis de côté.',
    'bad-uai': (d) => `L’UAI « ${d('uai')} » n’est pas valable : établissement mis de côté.`,
    'uai-taken': (d) => `L’UAI ${d('uai')} est déjà celle d’un établissement d’une autre source : mis de côté.`,
    'not-a-school': (d) => `${d('name')} n’est pas un établissement scolaire : non repris.`,
    'two-classes': (d) =>
      `Élève dans deux classes du même établissement (${d('first')} et ${d('second')}) : mis de côté.`,
    'duplicate-id': () => 'Identifiant présent plusieurs fois avec des contenus différents : objets mis de côté.',
    'duplicate-ine': () => 'Cet INE est donné à plusieurs élèves : ils sont mis de côté.',
    'ine-taken': () => 'Cet INE est celui d’un élève que la livraison nomme sous un autre identifiant : mis de côté.',
    'ine-conflict': () =>
      'Cet INE appartient déjà à une autre personne : il n’est pas repris, et un rapprochement est proposé.',
    'circular-school': () => 'Établissement rattaché à lui-même : le rattachement est ignoré.',
    'circular-kinship': () => 'Élève responsable de lui-même par la même fiche : le lien est ignoré.',
    'no-birth-date': () => 'Élève sans date de naissance.',
    'unknown-school': (d) =>
      `L’établissement ${d('school')} de cet élève n’est pas dans l’annuaire : l’élève n’a accès à rien en attendant.`,
    'unknown-group': (d) =>
      `La classe ou le groupe « ${d('group')} » n’existe pas dans l’établissement : le lien attend la prochaine livraison.`,
    'unknown-guardian': (d) =>
      `Le responsable ${d('guardian')} n’a pas été livré : le lien attend la prochaine livraison.`,
    'unknown-function': (d) =>
      `La fonction « ${d('function')} » (${d('label')}) n’a pas de profil dans votre table : ${d('count')} personne(s) concernée(s).`,
    'no-function': () => 'Personnel sans fonction : il reçoit le profil prévu pour « - ».',
    'guardian-without-pupil': () => 'Responsable d’aucun élève : il n’a accès à rien.',
    'modification-unknown': () => 'Modification d’un objet inconnu : mise de côté.',
    'deletion-unknown': () => 'Suppression d’un objet inconnu : rien à faire.',
    'deletion-ignored': () => 'Suppression d’un établissement ou d’une nomenclature : c’est à vous d’en décider.',
    // The delivery.
    'school-absent': (d) => `${d('school')} (${d('uai')}) n’est pas dans cette livraison complète : rien n’y change.`,
    'draft-overruled': (d) =>
      `${d('school')} (${d('uai')}) avait préparé l’année : l’académie place autrement ${Number(d('count')) > 1 ? `${d('count')} élèves` : 'un élève'}, et l’emporte.`,
    'volume-school': (d) =>
      `${d('school')} perdrait ${d('left')} personnes sur ${d('before')} : la livraison est arrêtée, sauf ordre contraire de votre part.`,
    'volume-delivery': (d) =>
      `Au total ${d('left')} personnes sur ${d('before')} partiraient : la livraison est arrêtée, sauf ordre contraire de votre part.`,
    'school-failed': (d) =>
      `${d('school')} (${d('uai')}) n’a pas pu être écrit (${d('reason')}) : rien n’y a changé, relancez l’import.`,
  } satisfies Record<string, About>,
  en: {
    'archive-damaged': (d) => `The archive does not open to its end (${d('reason')}): ask for it again.`,
    'archive-path': (d) => `The archive wants to write outside its folder (${d('entry')}): it is not opened.`,
    'archive-nested': (d) => `The archive holds another one (${d('entry')}): give the academy’s archive as it is.`,
    'archive-too-large': (d) => `The archive unpacks beyond any possible delivery (${d('entry')}): it is not opened.`,
    'archive-link': (d) => `The archive holds a link or a special file (${d('entry')}): it is not opened.`,
    'archive-encrypted': (d) => `The archive is protected by a password (${d('entry')}): give it without protection.`,
    'nothing-found': () => 'No file of the academic directory is in there.',
    stranger: () => 'This file has no name of the academic directory: it is not read.',
    'bad-date': (d) => `The date in the file name (${d('date')}) does not exist.`,
    'number-missing': (d) =>
      `This file is missing (${d('found')} was found): the delivery is incomplete, ask for it again.`,
    'number-twice': () => 'This file number comes twice.',
    'unknown-degree': () => 'Nothing says whether this is the first or the second degree: say it with --source.',
    'degrees-differ': (d) => `The name announces ${d('expected')} and the content ${d('found')}.`,
    'unknown-academy': () => 'Nothing says which academy the delivery comes from: say it with --source.',
    'other-academy': (d) => `The delivery comes from academy ${d('found')}, not ${d('expected')}.`,
    'delta-before-full': (d) => `This delta of ${d('day')} comes before any full delivery: import the full one first.`,
    'older-than-last': (d) => `This delivery of ${d('day')} is older than the last one applied (${d('last')}).`,
    'empty-file': () => 'The file is empty.',
    truncated: () => 'The file stops before its end: ask for the delivery again.',
    'not-well-formed': (d) => `The file is no correct XML (${d('reason')}).`,
    'wrong-root': (d) => `The file is not of the academic directory: it begins with “${d('root')}”.`,
    'foreign-dtd': (d) => `The file claims another DTD (${d('system')}): it is not read.`,
    'entity-declared': () => 'The file declares XML entities: it is not read, for safety.',
    'unknown-element': (d) => `The element “${d('element')}” is not of this format.`,
    'object-too-large': () => 'An object is beyond any reasonable size: the file is not read.',
    'wrong-encoding': (d) => `The file is not written in ${d('declared')} as it says.`,
    'unknown-encoding': (d) => `The file announces an encoding that we do not read (${d('declared')}).`,
    'undeclared-encoding': () => 'The file does not announce its encoding: it is read as ISO-8859-15.',
    'unknown-attribute': (d) => `The attribute ${d('attribute')} is unknown to us: it is ignored.`,
    'unknown-code': (d) => `The code “${d('value')}” (${d('field')}) is unknown to us.`,
    'bad-value': (d) => `The value “${d('value')}” (${d('field')}) is off its form: it is ignored.`,
    'more-findings': (d) => `And ${d('count')} more remarks of this kind, without detail.`,
    'no-identifier': () => 'Object without identifier: set aside.',
    'wrong-category': (d) => `Object of another category (“${d('category')}”) than the file’s: set aside.`,
    'id-mismatch': (d) => `The identifier and the join key (${d('repeated')}) differ: object set aside.`,
    'no-name': () => 'Object without name: set aside.',
    'no-label': () => 'Object without label: set aside.',
    'bad-uai': (d) => `The UAI “${d('uai')}” is not valid: school set aside.`,
    'uai-taken': (d) => `The UAI ${d('uai')} is already that of a school of another source: set aside.`,
    'not-a-school': (d) => `${d('name')} is no school: not taken.`,
    'two-classes': (d) => `Pupil in two classes of the same school (${d('first')} and ${d('second')}): set aside.`,
    'duplicate-id': () => 'Identifier present several times with different contents: objects set aside.',
    'duplicate-ine': () => 'This INE is given to several pupils: they are set aside.',
    'ine-taken': () => 'This INE is that of a pupil whom the delivery names under another identifier: set aside.',
    'ine-conflict': () => 'This INE already belongs to somebody else: it is not taken, and a comparison is proposed.',
    'circular-school': () => 'School attached to itself: the attachment is ignored.',
    'circular-kinship': () => 'Pupil responsible for himself by the same record: the link is ignored.',
    'no-birth-date': () => 'Pupil without date of birth.',
    'unknown-school': (d) =>
      `The school ${d('school')} of this pupil is not in the directory: the pupil has no access meanwhile.`,
    'unknown-group': (d) =>
      `The class or group “${d('group')}” does not exist in the school: the link waits for the next delivery.`,
    'unknown-guardian': (d) => `The guardian ${d('guardian')} was not delivered: the link waits for the next delivery.`,
    'unknown-function': (d) =>
      `The function “${d('function')}” (${d('label')}) has no profile in your table: ${d('count')} person(s) concerned.`,
    'no-function': () => 'Member of staff without function: given the profile set for “-”.',
    'guardian-without-pupil': () => 'Guardian of no pupil: no access to anything.',
    'modification-unknown': () => 'Modification of an unknown object: set aside.',
    'deletion-unknown': () => 'Deletion of an unknown object: nothing to do.',
    'deletion-ignored': () => 'Deletion of a school or of a nomenclature: yours to decide.',
    'school-absent': (d) => `${d('school')} (${d('uai')}) is not in this full delivery: nothing changes there.`,
    'draft-overruled': (d) =>
      `${d('school')} (${d('uai')}) had prepared the year: the academy places ${d('count')} pupils otherwise, and prevails.`,
    'volume-school': (d) =>
      `${d('school')} would lose ${d('left')} people of ${d('before')}: the delivery is held unless you decide otherwise.`,
    'volume-delivery': (d) =>
      `Altogether ${d('left')} people of ${d('before')} would leave: the delivery is held unless you decide otherwise.`,
    'school-failed': (d) =>
      `${d('school')} (${d('uai')}) could not be written (${d('reason')}): nothing changed there, run the import again.`,
  },
});
