import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { z } from 'zod';
import type { SmsFields, SmsGateway } from '../sms/http-sender.ts';
import { type Entry, entries, type Role } from './entries.ts';
import { exitCodes, OperatorRefusal } from './operator-refusal.ts';
import { projectRoot } from './paths.ts';
import { texts } from './texts.ts';

export type { Role };

/** Who answers for the site, as the law wants it said: each a line with name, address and telephone. */
export interface Publisher {
  readonly publishedBy: string | undefined;
  readonly director: string | undefined;
  readonly hostedBy: string | undefined;
}

/** A bucket that speaks S3. */
export interface S3Settings {
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

/** Everything the operator decides, read once at the start and handed down. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Origin that people type, e.g. `https://ent.example.fr`. */
  readonly publicUrl: string;
  /** Origin of people's files, on another host; undefined: they leave from the product's own, as attachments only. */
  readonly filesUrl: string | undefined;
  /** Absent: files lie on disk, under the data folder. */
  readonly s3: S3Settings | undefined;
  /** ClamAV's daemon; absent: nothing is scanned. */
  readonly clamdUrl: string | undefined;
  /** Addresses or CIDR ranges. */
  readonly trustedProxies: readonly string[];
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly keysDir: string;
  /** Absent: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly databasePool: number;
  readonly roles: readonly Role[];
  readonly smtpUrl: string | undefined;
  /** Gateway of short messages; absent: none is sent. */
  readonly sms: SmsGateway | undefined;
  /** Origin of a translation server of one’s own; none: nothing is translated by a machine. */
  readonly translationUrl: string | undefined;
  readonly mailFrom: string;
  readonly metricsToken: string | undefined;
  /** What the legal notice names; each may be missing. */
  readonly publisher: Publisher;
  readonly logLevel: string;
  readonly demo: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from the environment and from the options of the command line, which win.
 * @param options words after the command, e.g. `['--port', '9000', '--empty']`
 * @throws OperatorRefusal (exit code 78) with one sentence per wrong setting: its name, what was given unless it
 *   is a secret, and what is expected
 */
export function readSettings(options: readonly string[] = [], environment: Environment = process.env): Settings {
  const given = { ...environment, ...readOptions(options) };
  const wrong: string[] = [];
  const read = <T>(entry: Entry<T>): T | undefined => readEntry(entry, given, wrong);

  const port = read(entries.port) ?? 0;
  const publicUrl = read(entries.publicUrl) ?? `http://localhost:${port}`;
  const dataDir = resolve(projectRoot, read(entries.dataDir) ?? '');
  const keysDir = read(entries.keysDir);
  const settings: Settings = {
    port,
    publicUrl,
    dataDir,
    host: read(entries.host) ?? '',
    filesUrl: read(entries.filesUrl) ?? filesBeside(publicUrl),
    s3: s3Of(read(entries.s3Url), read(entries.s3Region), read(entries.s3KeyId), read(entries.s3Secret), wrong),
    clamdUrl: read(entries.clamdUrl),
    trustedProxies: read(entries.trustedProxies) ?? [],
    keysDir: keysDir === undefined ? resolve(dataDir, 'keys') : resolve(projectRoot, keysDir),
    databaseUrl: read(entries.databaseUrl),
    databasePool: read(entries.databasePool) ?? 0,
    roles: read(entries.roles) ?? [],
    smtpUrl: read(entries.smtpUrl),
    sms: smsOf(read(entries.smsUrl), read(entries.smsToken), read(entries.smsFrom), read(entries.smsFields)),
    translationUrl: read(entries.translationUrl),
    mailFrom: read(entries.mailFrom) ?? 'Préau <ne-pas-repondre@preau.invalid>',
    metricsToken: read(entries.metricsToken),
    publisher: {
      publishedBy: read(entries.publishedBy),
      director: read(entries.publicationDirector),
      hostedBy: read(entries.hostedBy),
    },
    logLevel: read(entries.logLevel) ?? '',
    demo: read(entries.demo) ?? isLoopback(publicUrl),
  };
  if (wrong.length === 0) wrong.push(...contradictions(settings, given));
  if (wrong.length > 0) throw new OperatorRefusal(wrong.join('\n'), exitCodes.configuration);
  return settings;
}

/** The address where people's browsers find us, once the system has chosen the port. */
export function withActualPort(settings: Settings, port: number): Settings {
  const { publicUrl: former, filesUrl } = settings;
  if (settings.port !== 0 || former !== 'http://localhost:0') return { ...settings, port };
  const publicUrl = `http://localhost:${port}`;
  return {
    ...settings,
    port,
    publicUrl,
    filesUrl: filesUrl === filesBeside(former) ? filesBeside(publicUrl) : filesUrl,
  };
}

/**
 * The other host of people's files where nobody named one: on this very machine browsers take every name under `localhost` for it, and send
 * the cookies of one host to no other. Elsewhere a name has to be bought, and a certificate.
 */
function filesBeside(publicUrl: string): string | undefined {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== 'http:' || hostname !== 'localhost') return undefined;
  return `http://files.localhost${port === '' ? '' : `:${port}`}`;
}

/** Whether an origin designates this very machine, where plain http is safe. */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}

/** The gateway, when one is named; what goes with it means nothing alone. */
const smsOf = (
  url: string | undefined,
  token: string | undefined,
  from: string | undefined,
  fields: SmsFields | undefined,
): SmsGateway | undefined => (url === undefined || fields === undefined ? undefined : { url, token, from, fields });

/** The bucket, when one is named: it takes its key with it. */
function s3Of(
  url: string | undefined,
  region = '',
  keyId = '',
  secret = '',
  wrong: string[] = [],
): S3Settings | undefined {
  if (url === undefined) return undefined;
  if (keyId === '') wrong.push(texts.wrong('S3_KEY_ID', texts.missing, texts.s3KeyNeeded));
  if (secret === '') wrong.push(texts.wrong('S3_SECRET', texts.missing, texts.s3KeyNeeded));
  return { url, region, keyId, secret };
}

/** Words of the command line as the variables they stand for. */
function readOptions(words: readonly string[]): Environment {
  const found: Record<string, string> = {};
  const flags = new Map(Object.values(entries).flatMap((entry) => (entry.flag ? [[entry.flag, entry.env]] : [])));
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [option = '', inline] = word.split(/=(.*)/s);
    const name = flags.get(option);
    if (!name) throw new OperatorRefusal(texts.unknownOption(word), exitCodes.configuration);
    if (option === '--empty') {
      found[name] = 'no';
      continue;
    }
    const value = inline ?? left.shift();
    if (!value) throw new OperatorRefusal(texts.optionNeedsValue(option), exitCodes.configuration);
    found[name] = value;
  }
  return found;
}

function readEntry<T>(entry: Entry<T>, given: Environment, wrong: string[]): T | undefined {
  const raw = rawValue(entry, given, wrong);
  if (raw === undefined) return undefined;
  const parsed = entry.schema.safeParse(raw) as z.ZodSafeParseResult<T>;
  if (parsed.success) return parsed.data;
  wrong.push(texts.wrong(entry.env, entry.secret ? texts.givenSecret : texts.given(raw), texts.expected[entry.env]));
  return undefined;
}

/** The text given for a setting: directly, in a file for a secret, or its default. An empty one counts as none. */
function rawValue<T>(entry: Entry<T>, given: Environment, wrong: string[]): string | undefined {
  const direct = given[entry.env] || undefined;
  const file = entry.secret ? given[`${entry.env}_FILE`] || undefined : undefined;
  if (file === undefined) return direct ?? entry.fallback;
  if (direct !== undefined) {
    wrong.push(texts.twice(entry.env));
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    wrong.push(texts.wrong(`${entry.env}_FILE`, texts.unreadableFile(file), texts.expected[entry.env]));
    return undefined;
  }
}

/** Settings that are well formed one by one and wrong together. */
function contradictions(settings: Settings, given: Environment): string[] {
  const found: string[] = [];
  const local = isLoopback(settings.publicUrl);
  for (const [name, url] of [
    ['PUBLIC_URL', settings.publicUrl],
    ['FILES_URL', settings.filesUrl],
    ['SMS_URL', settings.sms?.url],
  ] as const) {
    if (url?.startsWith('http:') && !isLoopback(url)) {
      found.push(texts.wrong(name, texts.given(url), texts.httpsNeeded));
    }
  }
  if (settings.filesUrl && new URL(settings.filesUrl).hostname === new URL(settings.publicUrl).hostname) {
    found.push(texts.wrong('FILES_URL', texts.given(settings.filesUrl), texts.otherHost));
  }
  if (settings.demo && !local) found.push(texts.wrong('DEMO', texts.given('yes'), texts.demoIsLocal));
  const host = settings.translationUrl && new URL(settings.translationUrl).hostname;
  if (settings.translationUrl && host && !isOwnNetwork(host) && given.TRANSLATION_HOST !== host)
    found.push(texts.wrong('TRANSLATION_URL', texts.given(settings.translationUrl), texts.foreignTranslation));
  if (settings.smtpUrl && !given.MAIL_FROM) found.push(texts.wrong('MAIL_FROM', texts.missing, texts.senderNeeded));
  return found;
}

/** A host that texts reach without leaving the house: this machine, a private address, a name that only one's own network knows. */
const isOwnNetwork = (host: string): boolean =>
  isLoopback(`http://${host}`) ||
  (isIP(host) === 4 && /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)) ||
  /^\[f[cd]/i.test(host) ||
  /^[a-z0-9-]+$/.test(host) ||
  /\.(internal|local|lan|home\.arpa)$/.test(host);
