/** Every path, link and command that the documents name exists: a reader who follows one arrives somewhere. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './report.ts';

export interface Document {
  readonly path: string;
  readonly text: string;
}

/** What makes the check of a document independent of the disk. */
export interface Known {
  exists(path: string): boolean;
  readonly scripts: ReadonlySet<string>;
  /** Top-level folders and files: a word in backticks is a path when it starts with one of them. */
  readonly roots: ReadonlySet<string>;
}

/** Every dead link, path and command of a document, one sentence each. */
export function deadEnds(document: Document, known: Known): string[] {
  const folder = dirname(document.path);
  const prose = document.text.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ' '));
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target))
    .map((target) => ({ shown: target, path: normalize(join(folder, target)) }));
  const quoted = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, words = '']) => words)
    .filter((words) => /^[\w@.-]+(\/[\w@.<>*-]+)+\/?$/.test(words) && known.roots.has(words.split('/')[0] ?? ''))
    .filter((words) => !/[<*]|NNNN/.test(words))
    .map((words) => ({ shown: words, path: words }));
  const commands = [...document.text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  return [
    ...[...links, ...quoted]
      .filter(({ path }) => !known.exists(path))
      .map(({ shown }) => `${document.path} names ${shown}, which does not exist`),
    ...commands
      .filter((name) => !known.scripts.has(name))
      .map((name) => `${document.path} names "npm run ${name}", which is not a script`),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  const files = tracked
    .trim()
    .split('\n')
    .filter((path) => existsSync(path));
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const known: Known = {
    exists: existsSync,
    scripts: new Set(Object.keys(manifest.scripts)),
    roots: new Set(files.map((path) => path.split('/')[0] ?? '')),
  };
  const documents = files.filter((path) => path.endsWith('.md'));
  report(
    documents.flatMap((path) => deadEnds({ path, text: readFileSync(path, 'utf8') }, known)),
    `${documents.length} documents`,
  );
}
