import { isIP } from 'node:net';
import { z } from 'zod';
import type { SmsFields } from '../sms/http-sender.ts';
import type { texts } from './texts.ts';

/** Names of the environment variables: each has its sentence in `texts.ts`. */
export type SettingName = keyof typeof texts.expected;

/** One setting: how it is given, what it accepts, and the words that document it. */
export interface Entry<T> {
  /** Name of the environment variable. */
  readonly env: SettingName;
  /** Option of `npm start` that says the same and wins. */
  readonly flag?: string;
  /** Never shown; may also be given as a file, in `<env>_FILE`. */
  readonly secret?: true;
  readonly schema: z.ZodType<T, string>;
  /** Used when nothing is given; a setting without one is optional. */
  readonly fallback?: string;
  /** What it accepts, for the page of settings; the French twin that refuses a wrong one is in `texts.ts`. */
  readonly accepts: string;
  /** What stands for the default in the table, when it is not the fallback itself. */
  readonly shownDefault?: string;
  /** What it is for, for the page of settings. */
  readonly meaning: string;
}

const entry = <T>(given: Entry<T>): Entry<T> => given;

const integer = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most));

const address = (protocols: readonly string[]) =>
  z.string().refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''));

/** An address without path, query or account: `https://ent.metropole.example`. */
const origin = address(['http:', 'https:'])
  .transform((value) => new URL(value))
  .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username)
  .transform((url) => url.origin);

/** Read by people, on one line. */
const lineOfText = z
  .string()
  .trim()
  .min(3)
  .max(300)
  .regex(/^\P{Cc}+$/u);

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

const ownWords: SmsFields = { to: 'to', text: 'text', from: 'from', id: 'id' };

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
    accepts: 'a number from 0 to 65535',
    meaning: 'Port to listen on. 0 lets the system choose one.',
  }),
  host: entry({
    env: 'HOST',
    schema: z.string().regex(/^[\w.:-]+$/),
    fallback: '127.0.0.1',
    accepts: 'an IP address or a name of this machine',
    meaning:
      'Address to listen on. By default only this machine can connect; behind a proxy on another machine, `0.0.0.0`.',
  }),
  publicUrl: entry<string>({
    env: 'PUBLIC_URL',
    schema: origin,
    accepts: 'an address such as `https://ent.metropole.example`, without path',
    shownDefault: '`http://localhost:PORT`',
    meaning:
      'Address that people type. In https, except on this machine. Passkeys hold to its host: on another, people make them anew.',
  }),
  filesUrl: entry<string>({
    env: 'FILES_URL',
    schema: origin,
    accepts: 'an address such as `https://files.metropole.example`, without path',
    shownDefault: '`http://files.localhost:PORT` when `PUBLIC_URL` is `http://localhost:PORT`, else none',
    meaning:
      "Second address, on another host, kept for people's files. Without it they leave from `PUBLIC_URL`, and the operator's home says so.",
  }),
  s3Url: entry<string>({
    env: 'S3_URL',
    schema: address(['http:', 'https:']).refine((value) => new URL(value).pathname.length > 1),
    accepts: 'an address with its bucket, such as `https://s3.example.org/preau-files`',
    shownDefault: 'none',
    meaning:
      "Bucket of a store that speaks S3, for people's files. Without it they lie in `DATA_DIR/files`. Its own backup is yours: `preau backup` holds only what lies on disk.",
  }),
  s3Region: entry({
    env: 'S3_REGION',
    schema: z.string().regex(/^[a-z0-9-]{1,40}$/),
    fallback: 'us-east-1',
    accepts: 'lower-case letters, digits and hyphens',
    meaning: 'Region that requests to `S3_URL` are signed for; most stores of one place take the default.',
  }),
  s3KeyId: entry<string>({
    env: 'S3_KEY_ID',
    schema: z.string().regex(/^\S{1,200}$/),
    accepts: 'a name without space',
    shownDefault: 'none',
    meaning: 'Name of the access key of `S3_URL`. Required with it.',
  }),
  s3Secret: entry<string>({
    env: 'S3_SECRET',
    secret: true,
    schema: z.string().regex(/^\S{8,500}$/),
    accepts: '8 characters or more, without space',
    shownDefault: 'none',
    meaning: 'Secret of the access key of `S3_URL`. Required with it.',
  }),
  clamdUrl: entry<string>({
    env: 'CLAMD_URL',
    schema: address(['tcp:', 'unix:']),
    accepts: '`tcp://host:3310` or `unix:/run/clamav/clamd.ctl`',
    shownDefault: 'none',
    meaning:
      'Daemon of ClamAV. With it no file leaves that it has not seen (set its `StreamMaxLength` to 1100M); without it pages say “not scanned”.',
  }),
  trustedProxies: entry({
    env: 'TRUSTED_PROXIES',
    schema: z
      .string()
      .transform(list)
      .refine((all) => all.every(isAddressRange)),
    fallback: '',
    accepts: 'IP addresses or ranges (`10.0.0.0/8`), separated by commas',
    shownDefault: 'none',
    meaning: "Proxies whose `X-Forwarded-For` is believed. Nobody else's is.",
  }),
  dataDir: entry({
    env: 'DATA_DIR',
    flag: '--data',
    schema: z.string().min(1),
    fallback: 'var',
    accepts: 'a folder',
    meaning:
      'Where data live: embedded database, files, journals of PostgreSQL. A relative path starts from the checkout.',
  }),
  keysDir: entry<string>({
    env: 'KEYS_DIR',
    schema: z.string().min(1),
    accepts: 'a folder',
    shownDefault: '`DATA_DIR/keys`',
    meaning: 'Where secret keys live, made at the first start. In production, apart from data and backups.',
  }),
  databaseUrl: entry<string>({
    env: 'DATABASE_URL',
    secret: true,
    schema: address(['postgres:', 'postgresql:']),
    accepts: 'an address such as `postgresql://account:password@host:5432/database`',
    shownDefault: 'the embedded database',
    meaning: 'PostgreSQL (15 or later) to use instead of the embedded one.',
  }),
  databasePool: entry({
    env: 'DATABASE_POOL',
    schema: integer(2, 200),
    fallback: '10',
    accepts: 'a number from 2 to 200',
    meaning: 'Connections to the database, at most, per process.',
  }),
  roles: entry<readonly Role[]>({
    env: 'ROLES',
    schema: z
      .string()
      .transform(list)
      .pipe(z.array(z.enum(roles)).min(1)),
    fallback: 'web,worker',
    accepts: '`web`, `worker` or `web,worker`',
    meaning: 'What this process does: answer pages, do background work, or both.',
  }),
  smtpUrl: entry<string>({
    env: 'SMTP_URL',
    secret: true,
    schema: address(['smtp:', 'smtps:']),
    accepts: 'an address such as `smtp://account:password@host:587`',
    shownDefault: 'none',
    meaning: 'Server through which mail leaves. Without it mails are written to `DATA_DIR/mail` and go nowhere.',
  }),
  smsUrl: entry<string>({
    env: 'SMS_URL',
    schema: address(['http:', 'https:']),
    accepts: 'an address such as `https://sms.example.org/v1/messages`',
    shownDefault: 'none',
    meaning: 'Gateway that takes short messages (`docs/operate/sms.md`). Without it none is sent.',
  }),
  smsToken: entry<string>({
    env: 'SMS_TOKEN',
    secret: true,
    schema: z.string().regex(/^\S{8,2000}$/),
    accepts: '8 characters or more, without space',
    shownDefault: 'none',
    meaning: 'What the gateway knows us by: sent as `Authorization: Bearer …`.',
  }),
  smsFrom: entry<string>({
    env: 'SMS_FROM',
    schema: z.string().regex(/^(?:[A-Za-z][A-Za-z0-9 ]{2,10}|\+?\d{3,15})$/),
    accepts: '3 to 11 letters and digits, or a number',
    shownDefault: 'the gateway’s own',
    meaning: 'Sender that telephones show.',
  }),
  smsFields: entry({
    env: 'SMS_FIELDS',
    schema: z
      .string()
      .regex(
        /^(?:(?:to|text|from|id)=[A-Za-z_][A-Za-z0-9_]{0,40})(?:,(?:to|text|from|id)=[A-Za-z_][A-Za-z0-9_]{0,40}){3}$/,
      )
      .transform(
        (value): SmsFields => ({ ...ownWords, ...Object.fromEntries(list(value).map((one) => one.split('='))) }),
      ),
    fallback: 'to=to,text=text,from=from,id=id',
    accepts: '`to=…,text=…,from=…,id=…`, all four',
    meaning: 'How the JSON of the gateway calls number, words, sender and reference.',
  }),
  translationUrl: entry<string>({
    env: 'TRANSLATION_URL',
    schema: origin,
    accepts: 'an address such as `http://127.0.0.1:5000`, without path',
    shownDefault: 'none',
    meaning: 'Translation server of your own (LibreTranslate). Without it nothing is translated by a machine.',
  }),
  translationHost: entry<string>({
    env: 'TRANSLATION_HOST',
    schema: z.string().regex(/^[a-z0-9.-]{3,253}$/),
    accepts: 'the host of `TRANSLATION_URL`, typed again',
    shownDefault: 'none',
    meaning: 'Says that texts may leave for that host, when it is not in your own network.',
  }),
  mailFrom: entry<string>({
    env: 'MAIL_FROM',
    schema: z.string().regex(/^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
    accepts: 'an address such as `ENT <no-reply@metropole.example>`',
    shownDefault: '`Préau <ne-pas-repondre@preau.invalid>`',
    meaning: 'Sender of mails. Required with `SMTP_URL`.',
  }),
  metricsToken: entry<string>({
    env: 'METRICS_TOKEN',
    secret: true,
    schema: z.string().min(24).regex(/^\S+$/),
    accepts: '24 characters or more, without space',
    shownDefault: 'none',
    meaning:
      'Token (`Authorization: Bearer …`) that opens `/metrics` to other machines. Without it only this machine reads them.',
  }),
  publishedBy: entry<string>({
    env: 'PUBLISHED_BY',
    schema: lineOfText,
    accepts: 'a line of text',
    shownDefault: 'none',
    meaning: 'Legal notice: name, address and telephone of the body that publishes the site.',
  }),
  publicationDirector: entry<string>({
    env: 'PUBLICATION_DIRECTOR',
    schema: lineOfText,
    accepts: 'a line of text',
    shownDefault: 'none',
    meaning: 'Legal notice: the person answerable for what is published, and their office.',
  }),
  hostedBy: entry<string>({
    env: 'HOSTED_BY',
    schema: lineOfText,
    accepts: 'a line of text',
    shownDefault: 'none',
    meaning: 'Legal notice: name, address and telephone of the body that hosts the site.',
  }),
  logLevel: entry({
    env: 'LOG_LEVEL',
    schema: z.enum(logLevels),
    fallback: 'info',
    accepts: logLevels.map((level) => `\`${level}\``).join(', '),
    meaning: 'Fineness of the journal.',
  }),
  demo: entry<boolean>({
    env: 'DEMO',
    flag: '--empty',
    schema: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
    accepts: '`yes` or `no`',
    shownDefault: '`yes` on this machine, else `no`',
    meaning:
      'Loads the demonstration into an empty database. `--empty` means `no`. Refused when `PUBLIC_URL` is public.',
  }),
};
