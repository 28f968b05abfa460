/**
 * The borders of the house: modules import only what they declare, only through doors, without a cycle; the ground floor knows
 * no module. Run by `npm run check` and by CI; any line printed is an error.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface SourceFile {
  /** Path from the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface ManifestFacts {
  readonly name: string;
  readonly level: number;
  readonly dependsOn: readonly string[];
}

const DOORS = new Set(['index.ts', 'contract.ts', 'rules.ts']);
const SIDE_FREE = new Set(['contract.ts', 'rules.ts', 'texts.ts']);
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The relative imports of a file, as paths from the root. */
export function importsOf(file: SourceFile): string[] {
  return [...file.text.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((target) => target.startsWith('.'))
    .map((target) => normalize(join(dirname(file.path), target)).replaceAll('\\', '/'));
}

const moduleOf = (path: string): string | undefined => /^modules\/([^/]+)\//.exec(path)?.[1];
const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)(builders|testing)\b/.test(path);

/** Every breach of the borders, one sentence each. */
export function breaches(files: readonly SourceFile[], manifests: readonly ManifestFacts[]): string[] {
  const known = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  const found = files.flatMap((file) => importsOf(file).flatMap((target) => breachOf(file.path, target, known)));
  const used = new Map<string, Set<string>>();
  for (const file of files.filter((entry) => !isTest(entry.path))) {
    const from = moduleOf(file.path);
    if (!from) continue;
    for (const target of importsOf(file)) {
      const to = moduleOf(target);
      if (to && to !== from) used.set(from, (used.get(from) ?? new Set()).add(to));
    }
  }
  for (const manifest of manifests) {
    for (const name of manifest.dependsOn) {
      const other = known.get(name);
      if (!other) found.push(`modules/${manifest.name}/module.ts depends on ${name}, which does not exist`);
      else if (other.level > manifest.level)
        found.push(`modules/${manifest.name} (level ${manifest.level}) depends on ${name} (level ${other.level})`);
      if (other && !used.get(manifest.name)?.has(name))
        found.push(`modules/${manifest.name}/module.ts declares ${name} and never uses it`);
    }
  }
  return [...found, ...cycles(files), ...moduleCycles(manifests)];
}

function breachOf(path: string, target: string, known: ReadonlyMap<string, ManifestFacts>): string[] {
  const to = moduleOf(target);
  const from = moduleOf(path);
  const top = path.split('/')[0];
  const targetTop = target.split('/')[0] ?? '';
  const name = path.split('/').slice(2).join('/');
  const says = (why: string): string[] => [`${path} → ${target}: ${why}`];
  if (isTest(path) || top === 'app' || top === 'e2e' || top === 'bench' || top === 'tools') return [];
  if (top === 'platform' && targetTop !== 'platform') return says('the ground floor imports platform only');
  if (top === 'ui' && targetTop !== 'ui' && !/^platform\/(texts|rich-text)\//.test(target))
    return says('ui imports ui, platform/texts and platform/rich-text only');
  if (top === 'modules' && ['app', 'e2e', 'bench', 'tools', 'db'].includes(targetTop))
    return says(`modules do not import ${targetTop}/`);
  if (
    from &&
    SIDE_FREE.has(name) &&
    to === undefined &&
    !/^platform\/(contract|texts|rich-text|clock)\//.test(target)
  ) {
    return says('contract, rules and texts import contract, texts, rich-text and clock of platform only');
  }
  if (!from || !to || from === to) return [];
  const door = target.split('/').slice(2).join('/');
  if (!DOORS.has(door)) return says('another module is entered by index.ts, contract.ts or rules.ts only');
  if (!known.get(from)?.dependsOn.includes(to)) return says(`modules/${from}/module.ts does not declare ${to}`);
  return [];
}

/** Import cycles between files of the product. */
export function cycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.filter((file) => !isTest(file.path)).map((file) => [file.path, valueImports(file)]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
      return;
    }
    state.set(path, 'open');
    for (const target of graph.get(path) ?? []) if (graph.has(target)) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

/** Types vanish at run time: only value imports can make a cycle that breaks something. */
const valueImports = (file: SourceFile): string[] =>
  importsOf({ path: file.path, text: file.text.replace(/(?:import|export)\s+type\s[^;]*?from\s+['"][^'"]+['"]/g, '') });

function moduleCycles(manifests: readonly ManifestFacts[]): string[] {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (manifests.find((manifest) => manifest.name === from)?.dependsOn ?? []).some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    );
  return manifests
    .filter((manifest) => reaches(manifest.name, manifest.name))
    .map((manifest) => `modules/${manifest.name} depends on itself through others`);
}

function readTree(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return readTree(root, path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')
      ? [{ path, text: readFileSync(join(root, path), 'utf8') }]
      : [];
  });
}

async function main(): Promise<void> {
  const root = process.cwd();
  const exists = (folder: string): boolean =>
    statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const files = ['app', 'modules', 'platform', 'ui', 'e2e', 'bench', 'tools']
    .filter(exists)
    .flatMap((folder) => readTree(root, folder));
  const names = exists('modules') ? readdirSync(join(root, 'modules')) : [];
  const manifests = await Promise.all(
    names.map(async (name) => {
      const loaded = (await import(pathToFileURL(join(root, 'modules', name, 'module.ts')).href)) as {
        manifest: ManifestFacts;
      };
      if (loaded.manifest.name !== name)
        throw new Error(`modules/${name}/module.ts calls itself ${loaded.manifest.name}`);
      return loaded.manifest;
    }),
  );
  const found = breaches(files, manifests);
  for (const line of found) console.error(line);
  console.log(
    `${files.length} files, ${manifests.length} modules, ${found.length} breaches of the borders (${relative(process.cwd(), root) || '.'})`,
  );
  process.exitCode = found.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
