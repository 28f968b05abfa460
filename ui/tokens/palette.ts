/**
 * Every colour of Préau, by theme. This file is the only place where a colour is chosen: `colours.css` is written from
 * it, the style page shows it, and a test computes the contrast of each pair that the parts use.
 */

export const themeNames = ['light', 'dark', 'sepia', 'contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

export const accentNames = ['abricot', 'framboise', 'tilleul', 'azur', 'lilas', 'ardoise'] as const;
export type AccentName = (typeof accentNames)[number];

export const subjectNames = [
  'french',
  'mathematics',
  'sciences',
  'history',
  'languages',
  'arts',
  'sport',
  'civics',
  'class-life',
] as const;
export type SubjectName = (typeof subjectNames)[number];

/** An accent: the colour of its text, of its flat wash, and of the ground it lies on. */
type Accent = readonly [text: string, fill: string, tint: string];

/** A theme: its tokens (written `--name`), its accents and its subject colours, all as `#rrggbb`. */
export type Theme = {
  scheme: 'light' | 'dark';
  tokens: Record<TokenName, string>;
  accents: Record<AccentName, Accent>;
  subjects: Record<SubjectName, string>;
};

export const tokenNames = [
  'paper',
  'surface',
  'sunken',
  'line',
  'line-strong',
  'ink',
  'ink-2',
  'ink-3',
  'lagune',
  'lagune-hover',
  'lagune-tint',
  'on-lagune',
  'lagune-wash',
  'myrtille',
  'myrtille-tint',
  'mousse',
  'mousse-tint',
  'miel',
  'miel-tint',
  'brique',
  'brique-tint',
  'on-brique',
  'ciel',
  'ciel-tint',
  'focus',
  'on-fill',
] as const;
export type TokenName = (typeof tokenNames)[number];

const lightAccents: Theme['accents'] = {
  abricot: ['#A84A14', '#F2A65A', '#FDEBDA'],
  framboise: ['#A2305F', '#EFA3BF', '#FBE6EE'],
  tilleul: ['#4D650F', '#C3D37A', '#EFF4DA'],
  azur: ['#1C5F99', '#8FC1EA', '#E1EEF9'],
  lilas: ['#5A4A9C', '#B9AEEA', '#ECE8F8'],
  ardoise: ['#47565F', '#B5C2C9', '#E8EDEF'],
};

const lightSubjects: Theme['subjects'] = {
  french: '#B23A48',
  mathematics: '#1C5F99',
  sciences: '#2C6E37',
  history: '#8A5A00',
  languages: '#5A4A9C',
  arts: '#A63A7A',
  sport: '#A84A14',
  civics: '#0F6B6B',
  'class-life': '#47565F',
};

const light: Theme = {
  scheme: 'light',
  tokens: {
    paper: '#FBF8F3',
    surface: '#FFFFFF',
    sunken: '#F3EEE6',
    line: '#E2DACD',
    'line-strong': '#857A6B',
    ink: '#22303A',
    'ink-2': '#47565F',
    'ink-3': '#5D6A73',
    lagune: '#0F6B6B',
    'lagune-hover': '#0B5555',
    'lagune-tint': '#DDF0EE',
    'on-lagune': '#FFFFFF',
    'lagune-wash': '#A9D6D0',
    myrtille: '#5A4A9C',
    'myrtille-tint': '#ECE8F8',
    mousse: '#2C6E37',
    'mousse-tint': '#E2F2E3',
    miel: '#7A5400',
    'miel-tint': '#FFF0C7',
    brique: '#AE342C',
    'brique-tint': '#FBE4E1',
    'on-brique': '#FFFFFF',
    ciel: '#1C5F99',
    'ciel-tint': '#E1EEF9',
    focus: '#1B1F8A',
    'on-fill': '#22303A',
  },
  accents: lightAccents,
  subjects: lightSubjects,
};

const dark: Theme = {
  scheme: 'dark',
  tokens: {
    paper: '#151B1F',
    surface: '#1D252A',
    sunken: '#10151A',
    line: '#36424A',
    'line-strong': '#7E8C94',
    ink: '#F2EEE7',
    'ink-2': '#C6CDD0',
    'ink-3': '#A3AEB4',
    lagune: '#74CBC4',
    'lagune-hover': '#98DAD4',
    'lagune-tint': '#143534',
    'on-lagune': '#0E2423',
    'lagune-wash': '#2B6663',
    myrtille: '#B9AEF0',
    'myrtille-tint': '#2A2446',
    mousse: '#8FD19A',
    'mousse-tint': '#18331D',
    miel: '#EBC465',
    'miel-tint': '#382C0F',
    brique: '#F4A39B',
    'brique-tint': '#43211E',
    'on-brique': '#2E110E',
    ciel: '#8FC3F0',
    'ciel-tint': '#15304A',
    focus: '#FFD166',
    'on-fill': '#1B1510',
  },
  accents: {
    abricot: ['#F5B57F', '#D98A45', '#3B2716'],
    framboise: ['#F2A3C0', '#CF7698', '#3D1F2C'],
    tilleul: ['#C5D684', '#9DB052', '#2A3115'],
    azur: ['#8FC3F0', '#659FD3', '#15304A'],
    lilas: ['#B9AEF0', '#9286D2', '#2A2446'],
    ardoise: ['#C6CDD0', '#8A9AA2', '#28333A'],
  },
  subjects: {
    french: '#F2A0A8',
    mathematics: '#8FC3F0',
    sciences: '#8FD19A',
    history: '#E5BE6B',
    languages: '#B9AEF0',
    arts: '#EFA3CF',
    sport: '#F5B57F',
    civics: '#74CBC4',
    'class-life': '#C6CDD0',
  },
};

const sepia: Theme = {
  scheme: 'light',
  tokens: {
    ...light.tokens,
    paper: '#F6ECD9',
    surface: '#FBF4E6',
    sunken: '#ECDFC7',
    line: '#D9C8A9',
    'line-strong': '#75684F',
    ink: '#33291C',
    'ink-2': '#4F4433',
    'ink-3': '#61553F',
    lagune: '#0C5F5F',
    'lagune-hover': '#084B4B',
    'lagune-tint': '#D9E6D8',
    'on-lagune': '#FFFFFF',
    'lagune-wash': '#A8C9B9',
    myrtille: '#54448F',
    'myrtille-tint': '#E7DEE6',
    mousse: '#28622F',
    'mousse-tint': '#E0E8CC',
    miel: '#6E4B00',
    'miel-tint': '#F8E4AE',
    brique: '#9C2E26',
    'brique-tint': '#F4DACB',
    ciel: '#1A5487',
    'ciel-tint': '#DDE4E4',
    'on-fill': '#33291C',
  },
  accents: {
    abricot: ['#94400F', '#E9A15A', '#F8DFC2'],
    framboise: ['#932B56', '#E59CB5', '#F3DAD9'],
    tilleul: ['#465C0D', '#BBCA6E', '#E8EAC4'],
    azur: ['#1A5487', '#88B8DC', '#DDE4E4'],
    lilas: ['#54448F', '#B3A7DC', '#E7DEE6'],
    ardoise: ['#4A4F4C', '#B3B8AE', '#E4E1D3'],
  },
  subjects: {
    french: '#9D303D',
    mathematics: '#1A5487',
    sciences: '#28622F',
    history: '#6E4B00',
    languages: '#54448F',
    arts: '#8F3069',
    sport: '#94400F',
    civics: '#0C5F5F',
    'class-life': '#4F4433',
  },
};

const contrast: Theme = {
  scheme: 'light',
  tokens: {
    paper: '#FFFFFF',
    surface: '#FFFFFF',
    sunken: '#F2F2F2',
    line: '#5C5C5C',
    'line-strong': '#000000',
    ink: '#000000',
    'ink-2': '#1A1A1A',
    'ink-3': '#333333',
    lagune: '#003F3F',
    'lagune-hover': '#002B2B',
    'lagune-tint': '#E3F3F1',
    'on-lagune': '#FFFFFF',
    'lagune-wash': '#B5DDD8',
    myrtille: '#33236F',
    'myrtille-tint': '#F0EDFB',
    mousse: '#0E4518',
    'mousse-tint': '#E8F5E9',
    miel: '#4A3200',
    'miel-tint': '#FFF4D6',
    brique: '#7A130D',
    'brique-tint': '#FDECEA',
    'on-brique': '#FFFFFF',
    ciel: '#0A3B66',
    'ciel-tint': '#E8F2FB',
    focus: '#1B1F8A',
    'on-fill': '#000000',
  },
  accents: {
    abricot: ['#6B2A04', '#F2A65A', '#FEF1E4'],
    framboise: ['#6D1138', '#EFA3BF', '#FDEFF4'],
    tilleul: ['#2F4103', '#C3D37A', '#F4F8E4'],
    azur: ['#0A3B66', '#8FC1EA', '#E8F2FB'],
    lilas: ['#33236F', '#B9AEEA', '#F0EDFB'],
    ardoise: ['#26323A', '#B5C2C9', '#EEF2F3'],
  },
  subjects: {
    french: '#7A1722',
    mathematics: '#0A3B66',
    sciences: '#0E4518',
    history: '#4A3200',
    languages: '#33236F',
    arts: '#6B1449',
    sport: '#6B2A04',
    civics: '#003F3F',
    'class-life': '#26323A',
  },
};

export const themes: Record<ThemeName, Theme> = { light, dark, sepia, contrast };
