import { defineTexts } from '../../../platform/texts/texts.ts';

/** What the reader of a table has to say, in a sentence; the line stands before it. */
export const noteTexts = defineTexts({
  fr: {
    'mojibake-repaired': (what: string) =>
      `Des accents étaient abîmés (« Ã© ») et sont réparés. Lignes touchées : ${what}.`,
    'mixed-encoding': () => 'Le fichier mélange deux codages des accents ; chaque ligne est lue avec le sien.',
    'merged-filled': () => 'Une cellule fusionnée sur plusieurs lignes vaut pour chacune.',
    'formula-without-value': () => 'Une formule n’a pas de résultat enregistré : la cellule est lue comme vide.',
    'other-sheets': (what: string) => `Seule la première feuille remplie est lue : « ${what} ».`,
    'rows-above': (what: string) => `Ce qui est au-dessus des titres est laissé de côté. Lignes : ${what}.`,
    'extra-cells': () => 'Des cellules dépassent la dernière colonne titrée : elles ne sont pas lues.',
    'unknown-heading': (what: string) => `La colonne « ${what} » n’est pas reconnue et n’est pas reprise.`,
    mojibake: (what: string) =>
      `Des lettres sont illisibles et ne peuvent pas être réparées avec certitude${what && ` (${what})`}. Ligne laissée de côté.`,
    'no-name': (what: string) => `Il manque le nom ou le prénom${what && ` (${what})`}. Ligne laissée de côté.`,
    'bad-name': (what: string) =>
      `« ${what} » n’est pas un nom : un signe inattendu s’y trouve. Ligne laissée de côté.`,
    'lost-letter': (what: string) =>
      `Une lettre a été perdue à l’export : « ${what} ». Corrigez ce nom, puis renvoyez le fichier. Ligne laissée de côté.`,
    twice: (what: string) => `${what} figure déjà plus haut dans le fichier. Ligne laissée de côté.`,
    ambiguous: (what: string) =>
      `Impossible de savoir avec certitude de qui il s’agit : ${what}. Ligne laissée de côté.`,
    'ine-elsewhere': (what: string) =>
      `L’INE de ${what} est celui d’une autre personne. Vérifiez le nom, la date de naissance et l’INE. Ligne laissée de côté.`,
    'no-child': (what: string) => `${what} n’a aucun enfant dans ce tableau. Ligne laissée de côté.`,
    'child-unknown': (what: string) =>
      `Aucun élève de l’établissement ne s’appelle ${what}. Importez d’abord les élèves.`,
    'child-ambiguous': (what: string) =>
      `Plusieurs élèves s’appellent ${what} : ajoutez la classe ou la date de naissance.`,
    'head-not-given': (what: string) => `${what} : la direction vient de l’académie, un tableau ne la donne pas.`,
    'bad-date': (what: string) => `« ${what} » n’est pas une date de naissance possible : elle n’est pas reprise.`,
    'bad-ine': (what: string) => `« ${what} » n’a pas la forme d’un INE : il n’est pas repris.`,
    'bad-email': (what: string) => `« ${what} » n’est pas une adresse e-mail : elle n’est pas reprise.`,
    'bad-phone': (what: string) => `« ${what} » n’est pas un numéro de téléphone : il n’est pas repris.`,
    'level-unknown': (what: string) => `Le niveau « ${what} » n’est pas connu : il n’est pas repris.`,
    'function-unknown': (what: string) =>
      `La fonction « ${what} » n’est pas connue : la personne devient personnel de l’établissement.`,
    'class-unknown': (what: string) => `La classe « ${what} » n’existe pas encore : importez d’abord les élèves.`,
    near: (what: string) =>
      `${what} ressemble à quelqu’un de l’établissement sans que ce soit sûr : c’est noté parmi les doublons possibles.`,
  },
  en: {
    'mojibake-repaired': (what: string) => `Accents were damaged (“Ã©”) and are repaired. Lines: ${what}.`,
    'mixed-encoding': () => 'The file mixes two codings of accents; each line is read with its own.',
    'merged-filled': () => 'A cell merged over several rows counts for each of them.',
    'formula-without-value': () => 'A formula has no stored result: the cell is read as empty.',
    'other-sheets': (what: string) => `Only the first filled sheet is read: “${what}”.`,
    'rows-above': (what: string) => `What stands above the headings is left aside. Lines: ${what}.`,
    'extra-cells': () => 'Cells lie beyond the last column with a heading: they are not read.',
    'unknown-heading': (what: string) => `The column “${what}” is not recognised and not kept.`,
    mojibake: (what: string) =>
      `Letters are unreadable and cannot be repaired for sure${what && ` (${what})`}. Line left aside.`,
    'no-name': (what: string) =>
      `The family name or the given name is missing${what && ` (${what})`}. Line left aside.`,
    'bad-name': (what: string) => `“${what}” is not a name: an unexpected sign is in it. Line left aside.`,
    'lost-letter': (what: string) =>
      `A letter was lost when exporting: “${what}”. Correct this name, then send the file again. Line left aside.`,
    twice: (what: string) => `${what} is already higher up in the file. Line left aside.`,
    ambiguous: (what: string) => `There is no knowing for sure who this is: ${what}. Line left aside.`,
    'ine-elsewhere': (what: string) =>
      `The INE of ${what} is somebody else’s. Check the name, the birth date and the INE. Line left aside.`,
    'no-child': (what: string) => `${what} has no child in this table. Line left aside.`,
    'child-unknown': (what: string) => `No pupil of the school is called ${what}. Import the pupils first.`,
    'child-ambiguous': (what: string) => `Several pupils are called ${what}: add the class or the birth date.`,
    'head-not-given': (what: string) => `${what}: heading a school comes from the academy, a table does not give it.`,
    'bad-date': (what: string) => `“${what}” cannot be a birth date: it is not kept.`,
    'bad-ine': (what: string) => `“${what}” does not look like an INE: it is not kept.`,
    'bad-email': (what: string) => `“${what}” is not an e-mail address: it is not kept.`,
    'bad-phone': (what: string) => `“${what}” is not a phone number: it is not kept.`,
    'level-unknown': (what: string) => `The level “${what}” is not known: it is not kept.`,
    'function-unknown': (what: string) => `The function “${what}” is not known: the person becomes a member of staff.`,
    'class-unknown': (what: string) => `The class “${what}” does not exist yet: import the pupils first.`,
    near: (what: string) =>
      `${what} looks like somebody of the school, but it is not sure: noted among possible duplicates.`,
  },
});
