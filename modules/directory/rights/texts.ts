import { defineTexts, type Locale } from '../../../platform/texts/texts.ts';

/** Who may do what in a school: the page, the form, and the sentence of each right. */
export const texts = defineTexts({
  fr: {
    title: 'Qui peut quoi dans mon établissement',
    lead: 'Chaque droit est dit en une phrase, daté, et se retire ici. La personne concernée est prévenue.',
    entry: 'Qui peut quoi',
    heads: 'Direction',
    head: 'Peut tout ce qui est sur cette page, et tout ce qui concerne l’établissement. Vient de l’académie.',
    entrusted: 'Tâches confiées',
    noneEntrusted: 'Aucune tâche n’est confiée pour l’instant. Vous pouvez en confier à un collègue, au secrétariat…',
    coordinators: 'Périscolaire',
    noCoordinator: 'Personne ne coordonne le périscolaire ici.',
    coordinator:
      'Voit les élèves, leurs responsables légaux à appeler, la cantine, l’accueil et l’étude. Ne voit pas le reste.',
    classTeachers: 'Classes',
    noTeacher: 'Personne n’est rattaché.',
    classTeacher: 'Voient les élèves de la classe et leurs familles, et remettent leurs codes.',
    outside: 'En dehors de l’établissement',
    commune: (count: number) =>
      count === 0
        ? 'Commune : personne n’a d’accès.'
        : `Commune : ${count} ${count > 1 ? 'agents voient' : 'agent voit'} les effectifs de ses établissements, et aucun élève.`,
    academy: 'Académie : voit l’établissement et ses effectifs, et aucun élève.',
    platform:
      'Administration de Préau : peut aider chacun, y compris en remettant un code aux personnels ; chacun de ses actes est noté.',
    wholeSchool: 'pour tout l’établissement',
    forClass: (label: string) => `pour la classe ${label}`,
    until: (day: string) => `jusqu’au ${day}`,
    from: (day: string) => `à partir du ${day}`,
    openEnd: 'sans date de fin',
    by: (name: string) => `confié par ${name}`,
    can: (duties: string) => `Peut ${duties}`,
    duties: {
      people: 'tenir les fiches : ajouter, corriger, changer de classe, noter un départ',
      groups: 'créer des groupes et tenir leurs membres',
      codes: 'remettre des codes de connexion aux élèves et aux familles',
      kin: 'vérifier les responsables des élèves',
      duplicates: 'réunir les fiches en double',
      year: 'préparer la prochaine année scolaire et l’ouvrir',
      safety: 'lire les signalements et y répondre (référent harcèlement)',
      rights: 'confier à d’autres les tâches qu’elle ou il a',
    } as Record<string, string>,
    afterSchool: 'coordonner le périscolaire',
    and: ' ; ',
    revoke: 'Retirer',
    revokeLabel: (name: string, duties: string) => `Retirer à ${name} : ${duties}`,
    revoked: 'Le droit est retiré, et la personne est prévenue.',
    give: 'Confier une tâche',
    giveTitle: 'Confier une tâche',
    search: 'À qui ?',
    searchHint: 'Le début du nom d’un adulte de l’établissement.',
    find: 'Chercher',
    found: 'Personnes trouvées',
    notFound: 'Aucun adulte de ce nom dans l’établissement.',
    notFoundHint: 'Ajoutez d’abord la personne, puis confiez-lui la tâche.',
    giveTo: (name: string) => `Confier une tâche à ${name}`,
    what: 'Quelles tâches ?',
    where: 'Pour qui ?',
    fromLabel: 'À partir du',
    toLabel: 'Dernier jour',
    toHelp: 'Vide : jusqu’à ce que vous le retiriez.',
    submit: 'Confier',
    given: (name: string) => `C’est confié à ${name}, qui est prévenu.`,
    cancel: 'Annuler',
    faults: {
      'directory.duty-missing': 'Choisissez au moins une tâche.',
      'directory.day-odd': 'Cette date n’existe pas. Écrivez par exemple 14/03/2027.',
      'directory.dates-crossed': 'Le dernier jour vient avant le premier.',
      'directory.day-past': 'Ce jour est déjà passé.',
      'directory.class-missing': 'Choisissez une classe de la liste.',
    } as Record<string, string>,
    faulty: 'Vérifiez ce champ.',
  },
  en: {
    title: 'Who may do what in my school',
    lead: 'Each right is said in a sentence, dated, and taken back here. The person concerned is told.',
    entry: 'Who may do what',
    heads: 'Head',
    head: 'May do all that is on this page, and all that concerns the school. Comes from the academy.',
    entrusted: 'Tasks entrusted',
    noneEntrusted: 'No task is entrusted for now. You may entrust some to a colleague, to the office…',
    coordinators: 'After-school',
    noCoordinator: 'Nobody coordinates after-school here.',
    coordinator:
      'Sees the pupils, their legal representatives to call, canteen, care and study. Does not see the rest.',
    classTeachers: 'Classes',
    noTeacher: 'Nobody is attached.',
    classTeacher: 'See the pupils of the class and their families, and hand out their codes.',
    outside: 'Outside the school',
    commune: (count: number) =>
      count === 0
        ? 'Town: nobody has access.'
        : `Town: ${count} ${count > 1 ? 'agents see' : 'agent sees'} the numbers of its schools, and no pupil.`,
    academy: 'Academy: sees the school and its numbers, and no pupil.',
    platform: 'Préau’s administration: may help everybody, also by handing a code to staff; each of its acts is noted.',
    wholeSchool: 'for the whole school',
    forClass: (label: string) => `for the class ${label}`,
    until: (day: string) => `until ${day}`,
    from: (day: string) => `from ${day}`,
    openEnd: 'without an end date',
    by: (name: string) => `entrusted by ${name}`,
    can: (duties: string) => `May ${duties}`,
    duties: {
      people: 'keep the records: add, correct, change class, note a departure',
      groups: 'create groups and keep their members',
      codes: 'hand out sign-in codes to pupils and families',
      kin: 'verify the pupils’ guardians',
      duplicates: 'merge duplicate records',
      year: 'prepare the next school year and open it',
      safety: 'read reports and answer them (bullying referent)',
      rights: 'entrust to others the tasks that they hold',
    },
    afterSchool: 'coordinate after-school',
    and: '; ',
    revoke: 'Take back',
    revokeLabel: (name: string, duties: string) => `Take back from ${name}: ${duties}`,
    revoked: 'The right is taken back, and the person is told.',
    give: 'Entrust a task',
    giveTitle: 'Entrust a task',
    search: 'To whom?',
    searchHint: 'The beginning of the name of an adult of the school.',
    find: 'Search',
    found: 'People found',
    notFound: 'No adult of that name in the school.',
    notFoundHint: 'Add the person first, then entrust the task to them.',
    giveTo: (name: string) => `Entrust a task to ${name}`,
    what: 'Which tasks?',
    where: 'For whom?',
    fromLabel: 'From',
    toLabel: 'Last day',
    toHelp: 'Empty: until you take it back.',
    submit: 'Entrust',
    given: (name: string) => `Entrusted to ${name}, who is told.`,
    cancel: 'Cancel',
    faults: {
      'directory.duty-missing': 'Choose at least one task.',
      'directory.day-odd': 'There is no such date. Write for example 14/03/2027.',
      'directory.dates-crossed': 'The last day comes before the first.',
      'directory.day-past': 'This day is over already.',
      'directory.class-missing': 'Choose a class from the list.',
    },
    faulty: 'Check this field.',
  },
});

/** Refusals of what is done about rights. */
export const refusalTexts = defineTexts({
  fr: {
    'directory.more-than-held':
      'Vous ne pouvez confier que ce qui vous est confié, pour la même classe et sans dépasser votre dernier jour.',
    'directory.not-an-adult-here':
      'Cette personne ne travaille pas dans l’établissement. Ajoutez-la d’abord, puis confiez-lui la tâche.',
    'directory.right-not-yours': 'Seule la direction, ou la personne qui l’a confié, peut retirer ce droit.',
  },
  en: {
    'directory.more-than-held':
      'You may entrust only what is entrusted to you, for the same class and not beyond your own last day.',
    'directory.not-an-adult-here': 'This person does not work in the school. Add them first, then entrust the task.',
    'directory.right-not-yours': 'Only the head, or who entrusted it, may take this right back.',
  },
});

/** Duties as they are said after "Peut"; `after_school` stands for the coordinator's mandate. */
export const dutiesInWords = (locale: Locale, duties: readonly string[]): string =>
  duties
    .map((duty) => (duty === 'after_school' ? texts[locale].afterSchool : (texts[locale].duties[duty] ?? duty)))
    .join(texts[locale].and);
