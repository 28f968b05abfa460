import { open } from 'node:fs/promises';
import { degreeOfProject, type FileSet } from './file-names.ts';
import { Refusal } from './finding.ts';
import type { Degree } from './record.ts';

export interface Identity {
  /** Academy and degree, `10-2D`: the academy's ids are unique only inside these. */
  readonly source: string;
  readonly degree: Degree;
}

const SOURCE = /^(\w+)-([12])D$/;

/**
 * Whose delivery this is: the degree from the project's name, the comments of the files, or the categories present (only 2D has
 * MEFs); the academy from the comments, else from `given` (`10-2D`, or `10`). Contradictions and silence are refused.
 */
export async function identify(set: FileSet, given?: string): Promise<Identity> {
  const [first] = set.files;
  if (!first) throw new Refusal('nothing-found', {});
  const head = await commentsOf(first.path);
  const told = SOURCE.exec(given ?? '');
  const hints: [string, Degree | undefined][] = [
    ['project', degreeOfProject(set.project)],
    ['comment', head.degree],
    ['categories', set.files.some((file) => file.category === 'mef' || file.category === 'subject') ? 2 : undefined],
    ['given', told ? (Number(told[2]) as Degree) : undefined],
  ];
  const said = hints.filter((hint): hint is [string, Degree] => hint[1] !== undefined);
  const [degree] = said.map((hint) => hint[1]);
  if (degree === undefined) throw new Refusal('unknown-degree', { file: first.name });
  const other = said.find((hint) => hint[1] !== degree);
  if (other)
    throw new Refusal('degrees-differ', {
      file: first.name,
      details: { expected: `${degree}D`, found: `${other[1]}D` },
    });
  const academy = told?.[1] ?? given;
  if (academy && head.academy && academy !== head.academy) {
    throw new Refusal('other-academy', { file: first.name, details: { expected: academy, found: head.academy } });
  }
  const code = head.academy ?? academy;
  if (!code) throw new Refusal('unknown-academy', { file: first.name });
  return { source: `${code}-${degree}D`, degree };
}

async function commentsOf(path: string): Promise<{ academy?: string; degree?: Degree }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    const academy = /codeAcademieExport\s*=\s*"0*(\w+)"/.exec(text)?.[1];
    const degree = /degre\s*=\s*"([12])D?"/i.exec(text)?.[1];
    return { ...(academy ? { academy } : {}), ...(degree ? { degree: Number(degree) as Degree } : {}) };
  } finally {
    await file.close();
  }
}
