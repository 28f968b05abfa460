/** The blanks of phrases, by the names that stand between braces in the files. */
export const blankKinds = {
  date: 'day',
  until: 'day',
  time: 'hour',
  end: 'hour',
  amount: 'sum',
  where: 'words',
  what: 'words',
} as const;

export type BlankName = keyof typeof blankKinds;
export type BlankKind = (typeof blankKinds)[BlankName];

/** Subjects of the bank, in the order of the page, and what belongs to each. */
export const themes = {
  absence: ['absence-reason', 'absence-planned', 'late', 'late-often', 'early-pickup', 'teacher-absent'],
  health: [
    'lice',
    'sick-stay-home',
    'contagious',
    'medicine',
    'small-accident',
    'fetch-sick',
    'health-visit',
    'allergies',
  ],
  outings: [
    'outing',
    'outing-permission',
    'picnic',
    'outing-money',
    'parents-needed',
    'warm-clothes',
    'outing-cancelled',
  ],
  closing: [
    'strike-closed',
    'strike-minimum',
    'strike-canteen',
    'school-closed',
    'holidays',
    'timetable-change',
    'works',
  ],
  meetings: [
    'class-meeting',
    'appointment',
    'appointment-choice',
    'school-council',
    'parent-elections',
    'interpreter',
    'report-card',
  ],
  canteen: ['canteen-registration', 'canteen-bill', 'after-school-closed', 'late-pickup'],
  papers: ['cooperative', 'insurance', 'document-missing', 'new-address', 'photo-day', 'photo-consent'],
  life: [
    'supplies',
    'sports-clothes',
    'swimming',
    'library-book',
    'birthday',
    'school-party',
    'party-help',
    'lost-clothes',
    'toys',
    'phones',
    'homework',
    'well-done',
    'behaviour',
    'costume',
    'thanks',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as Theme[];
