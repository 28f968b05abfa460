import type { Locale } from '../../../platform/texts/texts.ts';
import type { NoteAct } from '../acts/rules.ts';
import type { QuestionKind } from './rules.ts';
import { templateWords } from './texts-templates.ts';

/** What a form is filled with from a model. */
export interface Template {
  readonly key: string;
  readonly act: NoteAct;
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly kind: '' | QuestionKind;
  readonly label: string;
  readonly options: string;
}

const models = [
  { key: 'outing', act: 'outing', kind: 'authorisation' },
  { key: 'overnight', act: 'overnight', kind: 'authorisation' },
  { key: 'meeting', act: 'meeting', kind: 'choice' },
  { key: 'lice', act: 'health', kind: '' },
  { key: 'material', act: 'material', kind: '' },
  { key: 'money', act: 'money', kind: '' },
  { key: 'image', act: 'image', kind: 'authorisation' },
  { key: 'charter', act: 'charter', kind: '' },
] as const satisfies readonly { readonly key: string; readonly act: NoteAct; readonly kind: '' | QuestionKind }[];

/** The models of notes, in a language. */
export const templatesIn = (locale: Locale): Template[] =>
  models.map((model) => ({ label: '', options: '', ...model, ...templateWords[locale][model.key] }));
