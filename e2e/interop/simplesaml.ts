import { generateKeyPairSync } from 'node:crypto';
import { certify } from '../../modules/identity/keys/certificate.ts';
import type { Authority } from './authority.ts';
import { openPhpSite, type PhpSite } from './php-site.ts';

/** Where Debian's package puts the program. */
const program = '/usr/share/simplesamlphp/www';

/** A value of JavaScript as PHP writes it. */
export function php(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(php).join(', ')}]`;
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value);
  return `[${Object.entries(value)
    .map(([key, one]) => `${php(key)} => ${php(one)}`)
    .join(', ')}]`;
}

/**
 * Prepares a SimpleSAMLphp of its own: configuration, keys and sessions in its room. Metadata of others are read from `metadata/others.xml`.
 * @param sources what stands in its `authsources.php`
 */
export async function openSimpleSaml(
  authority: Authority,
  host: string,
  name: string,
  sources: (site: PhpSite) => Readonly<Record<string, unknown>>,
): Promise<PhpSite> {
  const site = await openPhpSite(authority, host, name, program);
  const { room, origin } = site;
  const folder = (one: string): string => `${room.makeFolder(one)}/`;
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  room.write('cert/own.key', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  room.write('cert/own.crt', await certify(keys, { host, now: new Date(), serial: '01' }));
  const settings = {
    baseurlpath: `${origin}/`,
    certdir: folder('cert'),
    loggingdir: folder('log'),
    datadir: folder('data'),
    tempdir: folder('temp'),
    metadatadir: folder('metadata'),
    attributenamemapdir: '/etc/simplesamlphp/attributemap/',
    secretsalt: 'only for this run of the tests',
    'auth.adminpassword': 'only for this run of the tests',
    timezone: 'Europe/Paris',
    showerrors: true,
    errorreporting: false,
    'logging.handler': 'errorlog',
    'logging.level': 5,
    'enable.saml20-idp': true,
    'module.enable': { exampleauth: true, core: true, saml: true },
    'session.cookie.secure': true,
    'session.cookie.samesite': 'None',
    'session.phpsession.cookiename': 'SimpleSAML',
    'session.phpsession.savepath': folder('sessions'),
    'store.type': 'phpsession',
    'language.available': ['fr', 'en'],
    'language.default': 'fr',
    'metadata.sources': [
      { type: 'flatfile', directory: `${room.folder}/metadata` },
      { type: 'xml', file: `${room.folder}/metadata/others.xml` },
    ],
  };
  room.write('config/config.php', `<?php\n$config = ${php(settings)};\n`);
  room.write('config/authsources.php', `<?php\n$config = ${php(sources(site))};\n`);
  room.write('metadata/others.xml', '<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>');
  return {
    ...site,
    start: () => site.start({ SIMPLESAMLPHP_CONFIG_DIR: `${room.folder}/config` }),
  };
}
