import { isIP } from 'node:net';
import { z } from 'zod';

/** One setting: how it is given, what it accepts, and the words that document and refuse it. */
export interface Entry<T> {
  /** Name of the environment variable. */
  readonly env: string;
  /** Option of `npm start` that says the same and wins. */
  readonly flag?: string;
  /** Never shown; may also be given as a file, in `<env>_FILE`. */
  readonly secret?: true;
  readonly schema: z.ZodType<T, string>;
  /** Used when nothing is given; a setting without one is optional. */
  readonly fallback?: string;
  /** French, completes "il faut …" and fills the column of accepted values. */
  readonly expected: string;
  /** What stands for the default in the table, when it is not the fallback itself. */
  readonly shownDefault?: string;
  /** French, what it is for. */
  readonly meaning: string;
}

const entry = <T>(given: Entry<T>): Entry<T> => given;

const integer = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most));

const address = (protocols: readonly string[]) =>
  z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''));

/** An address without path, query or account: `https://ent.example.fr`. */
const origin = address(['http:', 'https:'])
  .transform((value) => new URL(value))
  .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username)
  .transform((url) => url.origin);

const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function isAddressRange(value: string): boolean {
  const [ip = '', bits, ...rest] = value.split('/');
  const version = isIP(ip);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const roles = ['web', 'worker'] as const;
export type Role = (typeof roles)[number];
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting of the product, in the order of the operator's page. */
export const entries = {
  port: entry({
    env: 'PORT',
    flag: '--port',
    schema: integer(0, 65_535),
    fallback: '8080',
    expected: 'un nombre de 0 à 65535',
    meaning: 'Port d’écoute. 0 laisse le système en choisir un.',
  }),
  host: entry({
    env: 'HOST',
    schema: z.string().regex(/^[\w.:-]+$/),
    fallback: '127.0.0.1',
    expected: 'une adresse IP ou un nom de cette machine',
    meaning:
      'Adresse d’écoute. Par défaut, seule cette machine peut se connecter ; derrière un mandataire d’une autre machine, mettre `0.0.0.0`.',
  }),
  publicUrl: entry<string>({
    env: 'PUBLIC_URL',
    schema: origin,
    expected: 'une adresse comme https://ent.example.fr, sans chemin',
    shownDefault: 'http://localhost:PORT',
    meaning: 'Adresse que les personnes tapent. En https, sauf sur cette machine.',
  }),
  filesUrl: entry<string>({
    env: 'FILES_URL',
    schema: origin,
    expected: 'une adresse comme https://fichiers.example.fr, sans chemin',
    shownDefault: 'aucune',
    meaning:
      'Seconde adresse, d’un autre nom d’hôte, réservée aux fichiers déposés par les personnes. Sans elle, ils ne s’ouvrent qu’en téléchargement.',
  }),
  trustedProxies: entry({
    env: 'TRUSTED_PROXIES',
    schema: z
      .string()
      .transform(list)
      .refine((all) => all.every(isAddressRange)),
    fallback: '',
    expected: 'une liste d’adresses IP ou de plages (10.0.0.0/8), séparées par des virgules',
    shownDefault: 'aucun',
    meaning: 'Mandataires dont on croit l’en-tête `X-Forwarded-For`. Les autres ne sont pas crus.',
  }),
  dataDir: entry({
    env: 'DATA_DIR',
    flag: '--data',
    schema: z.string().min(1),
    fallback: 'var',
    expected: 'un dossier',
    meaning: 'Dossier des données : base embarquée, fichiers, journaux. Un chemin relatif part du dossier de Préau.',
  }),
  keysDir: entry<string>({
    env: 'KEYS_DIR',
    schema: z.string().min(1),
    expected: 'un dossier',
    shownDefault: 'DATA_DIR/keys',
    meaning:
      'Dossier des clés secrètes, créées au premier démarrage. En production, à garder ailleurs que les données et les sauvegardes.',
  }),
  databaseUrl: entry<string>({
    env: 'DATABASE_URL',
    secret: true,
    schema: address(['postgres:', 'postgresql:']),
    expected: 'une adresse comme postgresql://compte:motdepasse@hote:5432/base',
    shownDefault: 'base embarquée',
    meaning: 'PostgreSQL (15 ou plus récent) à utiliser à la place de la base embarquée.',
  }),
  databasePool: entry({
    env: 'DATABASE_POOL',
    schema: integer(2, 200),
    fallback: '10',
    expected: 'un nombre de 2 à 200',
    meaning: 'Connexions à la base, au plus, par processus.',
  }),
  roles: entry<readonly Role[]>({
    env: 'ROLES',
    schema: z
      .string()
      .transform(list)
      .pipe(z.array(z.enum(roles)).min(1)),
    fallback: 'web,worker',
    expected: '« web », « worker » ou « web,worker »',
    meaning: 'Ce que fait ce processus : répondre aux pages, accomplir les tâches de fond, ou les deux.',
  }),
  smtpUrl: entry<string>({
    env: 'SMTP_URL',
    secret: true,
    schema: address(['smtp:', 'smtps:']),
    expected: 'une adresse comme smtp://compte:motdepasse@hote:587',
    shownDefault: 'aucun',
    meaning: 'Serveur d’envoi du courrier. Sans lui, les courriers sont écrits dans `DATA_DIR/mail` et ne partent pas.',
  }),
  mailFrom: entry<string>({
    env: 'MAIL_FROM',
    schema: z.string().regex(/^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
    expected: 'une adresse comme ENT <ne-pas-repondre@example.fr>',
    shownDefault: 'Préau <ne-pas-repondre@preau.invalid>',
    meaning: 'Expéditeur des courriers. Obligatoire avec `SMTP_URL`.',
  }),
  metricsToken: entry<string>({
    env: 'METRICS_TOKEN',
    secret: true,
    schema: z.string().min(24).regex(/^\S+$/),
    expected: 'un jeton d’au moins 24 caractères, sans espace',
    shownDefault: 'aucun',
    meaning:
      'Jeton (`Authorization: Bearer …`) qui ouvre `/metrics` à d’autres machines. Sans lui, `/metrics` ne répond qu’à cette machine.',
  }),
  logLevel: entry({
    env: 'LOG_LEVEL',
    schema: z.enum(logLevels),
    fallback: 'info',
    expected: `l’un de : ${logLevels.join(', ')}`,
    meaning: 'Finesse du journal.',
  }),
  demo: entry<boolean>({
    env: 'DEMO',
    flag: '--empty',
    schema: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
    expected: '« yes » ou « no »',
    shownDefault: '`yes` sur cette machine, sinon `no`',
    meaning: 'Charge la démonstration dans une base vide. `--empty` vaut `no`. Refusé quand `PUBLIC_URL` est publique.',
  }),
};
