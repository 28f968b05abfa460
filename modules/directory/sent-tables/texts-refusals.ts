import { defineTexts } from '../../../platform/texts/texts.ts';

/** Why a table is not taken or not applied, and what to do now. Facts of the case are said by `refusalSentence`. */
export const tableRefusals = defineTexts({
  fr: {
    'directory.table-missing': 'Choisissez d’abord un fichier.',
    'directory.table-too-large':
      'Ce fichier dépasse 10 Mo, bien plus qu’une liste d’élèves. Enregistrez seulement le tableau, sans image.',
    'directory.table-too-large-unpacked':
      'Une fois ouvert, ce fichier prendrait trop de place : nous ne l’ouvrons pas. Copiez les lignes utiles dans un nouveau tableau.',
    'directory.table-empty':
      'Ce fichier est vide. Refaites l’export, puis vérifiez qu’il s’ouvre sur votre ordinateur.',
    'directory.table-unknown-type':
      'Ce fichier n’est pas un tableau que nous savons lire. Envoyez un fichier .csv, .xlsx ou .ods, ou l’export XML de SIECLE ou de STS.',
    'directory.table-old-excel': 'C’est un ancien fichier Excel (.xls). Ouvrez-le, puis enregistrez-le en .xlsx.',
    'directory.table-locked':
      'Ce fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.',
    'directory.table-cut': 'Ce fichier est coupé : la fin manque. Refaites l’export ou la copie, puis renvoyez-le.',
    'directory.table-bad-xml':
      'Ce fichier XML est abîmé. Refaites l’export depuis SIECLE ou STS sans l’ouvrir ni le modifier.',
    'directory.table-unknown-xml':
      'Ce fichier XML n’est ni ElevesSansAdresses, ni ResponsablesAvecAdresses, ni sts_emp. Choisissez l’un de ces trois exports.',
    'directory.table-not-a-table': 'Ce texte n’est pas un tableau : une cellule y est beaucoup trop longue.',
    'directory.table-no-headings':
      'Nous ne trouvons pas la ligne de titres. Elle doit nommer au moins le nom et le prénom : « Nom », « Prénom », « Classe »…',
    'directory.table-no-rows': 'Ce fichier n’a que des titres, sans aucune ligne dessous.',
    'directory.table-duplicate-headings':
      'Deux colonnes portent le même titre. Renommez l’une des deux ou supprimez-la.',
    'directory.table-too-long': 'Ce tableau a plus de 10 000 lignes. Envoyez-le en plusieurs fichiers.',
    'directory.table-too-wide': 'Ce tableau a plus de 80 colonnes. Gardez seulement celles qui servent.',
    'directory.table-other-school':
      'Ce fichier est celui d’un autre établissement. Vérifiez l’export, ou changez d’établissement.',
    'directory.table-not-a-draft': 'Ce tableau a déjà été appliqué ou abandonné.',
    'directory.table-moved':
      'L’annuaire a changé depuis que cette page est ouverte. Relisez les différences, puis appliquez.',
    'directory.table-columns-missing':
      'Il manque des colonnes : dites où se trouvent le nom, le prénom et, pour un responsable, l’enfant.',
    'directory.table-nothing': 'Ce tableau ne change rien : l’annuaire dit déjà la même chose.',
    'directory.table-many-leave':
      'Beaucoup d’élèves partiraient. Cochez la case qui le confirme, ou dites que le tableau ne contient qu’une partie des élèves.',
    'directory.table-not-applied': 'Ce tableau n’est pas appliqué, ou a déjà été annulé.',
    'directory.table-undo-late': 'Plus de 24 heures ont passé : ce tableau ne peut plus être annulé d’un coup.',
  },
  en: {
    'directory.table-missing': 'Choose a file first.',
    'directory.table-too-large':
      'This file is over 10 MB, far more than a list of pupils. Save the table alone, without pictures.',
    'directory.table-too-large-unpacked':
      'Once opened, this file would take too much room: we do not open it. Copy the rows you need into a new table.',
    'directory.table-empty': 'This file is empty. Export it again, then check that it opens on your computer.',
    'directory.table-unknown-type':
      'This file is not a table that we can read. Send a .csv, .xlsx or .ods file, or the XML export of SIECLE or STS.',
    'directory.table-old-excel': 'This is an old Excel file (.xls). Open it, then save it as .xlsx.',
    'directory.table-locked': 'This file is protected by a password. Save it without one, then send it again.',
    'directory.table-cut': 'This file is cut short: its end is missing. Export or copy it again, then send it.',
    'directory.table-bad-xml':
      'This XML file is damaged. Export it again from SIECLE or STS without opening or changing it.',
    'directory.table-unknown-xml':
      'This XML file is neither ElevesSansAdresses, nor ResponsablesAvecAdresses, nor sts_emp. Choose one of these three exports.',
    'directory.table-not-a-table': 'This text is not a table: one of its cells is far too long.',
    'directory.table-no-headings':
      'We do not find the row of headings. It must at least name the family name and the given name: “Nom”, “Prénom”, “Classe”…',
    'directory.table-no-rows': 'This file has headings only, and no row below them.',
    'directory.table-duplicate-headings': 'Two columns bear the same heading. Rename one of them or delete it.',
    'directory.table-too-long': 'This table has more than 10,000 rows. Send it as several files.',
    'directory.table-too-wide': 'This table has more than 80 columns. Keep only those you need.',
    'directory.table-other-school': 'This file is another school’s. Check the export, or choose the other school.',
    'directory.table-not-a-draft': 'This table has been applied or dropped already.',
    'directory.table-moved':
      'The directory changed since this page was opened. Read the differences again, then apply.',
    'directory.table-columns-missing':
      'Columns are missing: say where the family name, the given name and, for a guardian, the child are.',
    'directory.table-nothing': 'This table changes nothing: the directory says the same already.',
    'directory.table-many-leave':
      'Many pupils would leave. Tick the box that confirms it, or say that the table holds only some of the pupils.',
    'directory.table-not-applied': 'This table is not applied, or was undone already.',
    'directory.table-undo-late': 'More than 24 hours have passed: this table cannot be undone at once any more.',
  },
});

/** Facts that a refusal carries, after its sentence: the line, the headings, the school. */
export const refusalFacts = defineTexts({
  fr: {
    line: (line: number): string => `À la ligne ${line}.`,
    headings: (names: string): string => `Colonnes concernées : ${names}.`,
    uai: (uai: string): string => `Le fichier dit : ${uai}.`,
  },
  en: {
    line: (line: number): string => `On line ${line}.`,
    headings: (names: string): string => `Columns: ${names}.`,
    uai: (uai: string): string => `The file says: ${uai}.`,
  },
});
