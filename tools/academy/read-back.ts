import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';

/** One request of a delivery, as its file says it; attributes hold every value, `['']` when empty. */
export interface ReadRequest {
  request: 'addRequest' | 'modifyRequest' | 'deleteRequest';
  category: string;
  id: string;
  attributes: Map<string, string[]>;
  file: string;
}

const PARENTS: Record<string, string[]> = {
  ficAlimMENESR: [''],
  addRequest: ['ficAlimMENESR'],
  modifyRequest: ['ficAlimMENESR'],
  deleteRequest: ['ficAlimMENESR'],
  operationalAttributes: ['addRequest', 'modifyRequest', 'deleteRequest'],
  identifier: ['addRequest', 'modifyRequest', 'deleteRequest'],
  attributes: ['addRequest'],
  modifications: ['modifyRequest'],
  attr: ['operationalAttributes', 'attributes'],
  modification: ['modifications'],
  value: ['attr', 'modification'],
  id: ['identifier'],
};

/** The text of a file in the charset it declares. Bytes that do not fit the charset are an error. */
export function decodeFile(path: string): string {
  const bytes = readFileSync(path);
  const declared = /encoding="([^"]+)"/.exec(bytes.subarray(0, 100).toString('latin1'))?.[1] ?? 'utf-8';
  return new TextDecoder(declared, { fatal: true }).decode(bytes);
}

/**
 * Reads a small delivery whole, to check or to alter it; the product's importer reads otherwise. Refuses elements that
 * are not where the academy's DTD puts them.
 */
export function readDelivery(folder: string): ReadRequest[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .flatMap((name) => readRequests(decodeFile(join(folder, name)), name));
}

/** The requests of one file's text. */
export function readRequests(text: string, file: string): ReadRequest[] {
  const requests: ReadRequest[] = [];
  const path: string[] = [];
  let current: ReadRequest | undefined;
  let attribute = '';
  let content = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new Error(`${file}: ${error.message}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!PARENTS[name]?.includes(path.at(-1) ?? '')) throw new Error(`${file}: <${name}> is out of place`);
    path.push(name);
    content = '';
    if (name === 'addRequest' || name === 'modifyRequest' || name === 'deleteRequest')
      current = { request: name, category: '', id: '', attributes: new Map(), file };
    if (name === 'attr' || name === 'modification') attribute = attributes.name ?? '';
    if (name === 'modification' && attributes.operation !== 'replace')
      throw new Error(`${file}: only replace is allowed`);
  });
  parser.on('text', (piece) => {
    content += piece;
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (!current) return;
    if (name === 'id') current.id = content;
    if (name === 'value' && path.includes('operationalAttributes')) current.category = content;
    else if (name === 'value') {
      const values = current.attributes.get(attribute);
      if (values) values.push(content);
      else current.attributes.set(attribute, [content]);
    }
    if (name === current.request) {
      requests.push(current);
      current = undefined;
    }
  });
  parser.write(text).close();
  return requests;
}

/** The filled values of the first of these attributes that the object carries: the degrees name the same thing differently. */
export function valuesOf(one: ReadRequest | undefined, ...names: string[]): string[] {
  const name = names.find((candidate) => one?.attributes.has(candidate));
  return (name && one?.attributes.get(name)?.filter((text) => text !== '')) || [];
}

export const firstOf = (one: ReadRequest | undefined, ...names: string[]): string => valuesOf(one, ...names)[0] ?? '';
