// `npm start`: from a fresh clone to a running Préau.
import { fileURLToPath } from 'node:url';
import { inProject, prepare } from './bootstrap.mjs';

const help = `Usage : npm start -- [options]

  --empty          démarre sans la démonstration
  --port <n>       port d’écoute (8080 par défaut)
  --data <dossier> dossier des données (var par défaut)
  --help           cette aide

Tous les réglages : docs/operate/settings.md. Pour arrêter : Ctrl-C.
`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(help);
} else {
  await prepare(fileURLToPath(import.meta.url));
  const { start } = await import(new URL(`file://${inProject('build/server/app/main.js')}`).href);
  await start(args);
}
