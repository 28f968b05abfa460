import { freePort } from '../product.ts';
import type { Authority } from './authority.ts';
import { Room } from './room.ts';

/** An Apache of a peer's own, that speaks TLS at an address of its own and says on each page what a module told it of the person. */
export interface Apache {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly room: Room;
  /**
   * Begins to answer.
   * @param modules beside those that every site has: `auth_cas`
   * @param settings what the publisher writes into the virtual host
   */
  start(modules: readonly string[], settings: string): Promise<void>;
  close(): Promise<void>;
}

const usual = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'dir', 'mime', 'include', 'filter', 'ssl'];

/** @param host the loopback address that is its own */
export async function openApache(authority: Authority, host: string, name: string): Promise<Apache> {
  const room = new Room(name);
  const port = await freePort();
  room.makeFolder('site');
  return {
    origin: `https://${host}:${port}`,
    room,
    async start(modules, settings) {
      room.write('certificate.pem', authority.certificate);
      room.write('key.pem', authority.key);
      const loaded = [...usual, ...modules].map(
        (module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`,
      );
      const file = room.write(
        'apache.conf',
        `${loaded.join('\n')}
ServerRoot ${room.folder}
ServerName ${host}
PidFile ${room.folder}/apache.pid
Mutex file:${room.folder}
DefaultRuntimeDir ${room.folder}
ErrorLog ${room.folder}/said.log
LogLevel warn
StartServers 1
ThreadsPerChild 16
MaxRequestWorkers 32
TypesConfig /dev/null
AddType text/html .html
Listen ${host}:${port} https
SSLSessionCache none
<VirtualHost ${host}:${port}>
ServerName https://${host}:${port}
SSLEngine on
SSLCertificateFile ${room.folder}/certificate.pem
SSLCertificateKeyFile ${room.folder}/key.pem
DocumentRoot ${room.folder}/site
DirectoryIndex index.html
<Directory ${room.folder}/site>
Options +Includes
AddOutputFilter INCLUDES .html
Require all granted
</Directory>
${settings}
</VirtualHost>
`,
      );
      await room.start({
        program: '/usr/sbin/apache2',
        args: ['-f', file, '-DFOREGROUND'],
        ending: 'TERM',
        host,
        port,
      });
    },
    close: () => room.close(),
  };
}

/** A page that shows variables of Apache, one a line: `REMOTE_USER=Z9AA0001`. */
export const pageShowing = (variables: readonly string[]): string =>
  `<!doctype html><html lang="fr"><title>Service</title><h1>Bonjour <!--#echo var="REMOTE_USER" --></h1><pre>${variables
    .map((name) => `${name}=<!--#echo var="${name}" -->\n`)
    .join('')}</pre></html>`;
