import type { AnyPolicy } from '../../platform/authz/policy.ts';
import type { Module } from '../../platform/module.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { texts } from './texts.ts';

/** One cell of the grid: what holders of a role may do, in words. */
export interface Right {
  readonly role: string;
  /** `directory.person`. */
  readonly thing: string;
  /** `directory.person.see`. */
  readonly verb: string;
  readonly allowed: boolean;
  /** Keys of the scopes, in the order of the rules. */
  readonly scopes: readonly string[];
  readonly sentence: string;
}

/** Words for things, verbs, scopes and roles (`role.teacher`), from the modules; a word nobody gave is its key. */
export function rightsWords(modules: readonly Module[], locale: Locale): (key: string) => string {
  const known = new Map(modules.flatMap((module) => Object.entries(module.rightsTexts?.[locale] ?? {})));
  return (key) => known.get(key) ?? key;
}

export const policiesOf = (modules: readonly Module[]): AnyPolicy[] =>
  modules.flatMap((module) => module.policies ?? []);

/** Every verb of every policy × every role, read off the rules that decide: the page cannot say anything else than what is done. */
export function rightsGrid(modules: readonly Module[], roles: readonly string[], locale: Locale): Right[] {
  const word = rightsWords(modules, locale);
  const t = texts[locale].rights;
  return policiesOf(modules).flatMap((policy) =>
    policy.verbs.flatMap((name) => {
      const verb = `${policy.thing}.${name}`;
      return roles.map((role): Right => {
        const rules = policy.rules[name]?.filter((rule) => rule.role === role) ?? [];
        const scopes = [...new Set(rules.map((rule) => rule.scope))];
        const words = { role: word(`role.${role}`), verb: word(verb), thing: word(policy.thing) };
        const sentence = scopes.length > 0 ? t.may({ ...words, scopes: scopes.map(word) }) : t.mayNot(words);
        return { role, thing: policy.thing, verb, allowed: scopes.length > 0, scopes, sentence };
      });
    }),
  );
}

/** The grid for a spreadsheet: semicolons and a byte-order mark, as French ones expect. */
export function rightsCsv(rights: readonly Right[], locale: Locale): string {
  const t = texts[locale].rights;
  const rows = rights.map(({ role, thing, verb, allowed, scopes, sentence }) => [
    role,
    thing,
    verb,
    allowed ? t.yes : t.no,
    scopes.join(', '),
    sentence,
  ]);
  const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  return `\u{feff}${[t.columns, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
