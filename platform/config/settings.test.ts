import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { OperatorRefusal } from './operator-refusal.ts';
import { projectPath } from './paths.ts';
import { readSettings, withActualPort } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-settings-'));
after(() => rmSync(folder, { recursive: true }));

/** The sentences with which these settings are refused. */
function refused(environment: Record<string, string>, options: string[] = []): string {
  try {
    readSettings(options, environment);
  } catch (error) {
    assert.ok(error instanceof OperatorRefusal);
    assert.equal(error.exitCode, 78);
    return error.message;
  }
  assert.fail('these settings were accepted');
}

describe('settings', () => {
  it('knows a gateway of short messages with its words, by https, and none without an address', () => {
    assert.equal(readSettings([], {}).sms, undefined);
    const given = {
      SMS_URL: 'https://sms.invalid/v1',
      SMS_TOKEN: 'secret-token',
      SMS_FIELDS: 'to=dest,text=msg,from=src,id=ref',
    };
    assert.deepEqual(readSettings([], given).sms, {
      url: 'https://sms.invalid/v1',
      token: 'secret-token',
      from: undefined,
      fields: { to: 'dest', text: 'msg', from: 'src', id: 'ref' },
    });
    assert.match(refused({ SMS_URL: 'http://sms.invalid/v1' }), /SMS_URL/);
    assert.match(refused({ SMS_URL: 'https://sms.invalid', SMS_FIELDS: 'to=dest' }), /SMS_FIELDS/);
  });

  it('need nothing at all on one machine', () => {
    const settings = readSettings([], {});
    assert.equal(settings.publicUrl, 'http://localhost:8080');
    assert.equal(settings.host, '127.0.0.1');
    assert.equal(settings.dataDir, projectPath('var'));
    assert.equal(settings.keysDir, projectPath('var', 'keys'));
    assert.deepEqual(settings.roles, ['web', 'worker']);
    assert.equal(settings.databaseUrl, undefined);
    assert.equal(settings.demo, true);
  });

  it('are taken from the environment, and options win', () => {
    const settings = readSettings(['--port', '9001', '--data=/srv/preau', '--empty'], { PORT: '9000', HOST: '::1' });
    assert.equal(settings.port, 9001);
    assert.equal(settings.host, '::1');
    assert.equal(settings.dataDir, '/srv/preau');
    assert.equal(settings.demo, false);
  });

  it('name the setting, what was given and what is expected', () => {
    assert.equal(
      refused({ PORT: 'huit' }),
      'Réglage PORT : « huit » a été donné, alors qu’il faut un nombre de 0 à 65535.',
    );
    assert.match(refused({ ROLES: 'web,cron' }), /ROLES : « web,cron ».*« web », « worker »/);
    assert.match(refused({ TRUSTED_PROXIES: '10.0.0.0/8, proxy' }), /TRUSTED_PROXIES/);
    assert.match(refused({ LOG_LEVEL: 'loud' }), /LOG_LEVEL.*trace, debug/);
    assert.match(refused({ MAIL_FROM: 'a@b.invalid\r\nBcc: c@d.invalid' }), /MAIL_FROM/);
  });

  it('tell all that is wrong at once, one sentence each', () => {
    const sentences = refused({ PORT: '70000', DATABASE_POOL: '0', FILES_URL: 'ftp://x' }).split('\n');
    assert.equal(sentences.length, 3);
  });

  it('never show a secret', () => {
    const sentences = refused({
      METRICS_TOKEN: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      SMTP_URL: 'hunter2',
    });
    assert.equal(sentences.split('\n').length, 3);
    assert.doesNotMatch(sentences, /hunter2/);
  });

  it('read a secret from a file, and refuse it given twice or unreadable', () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'a-long-enough-token-for-metrics\n');
    assert.equal(readSettings([], { METRICS_TOKEN_FILE: file }).metricsToken, 'a-long-enough-token-for-metrics');
    assert.match(refused({ METRICS_TOKEN_FILE: file, METRICS_TOKEN: 'x' }), /METRICS_TOKEN_FILE ; gardez/);
    assert.match(refused({ METRICS_TOKEN_FILE: join(folder, 'none') }), /METRICS_TOKEN_FILE.*ne peut pas être lu/);
  });

  it('refuse plain http anywhere but on this machine', () => {
    assert.match(refused({ PUBLIC_URL: 'http://ent.example.invalid' }), /PUBLIC_URL.*https/);
    for (const local of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80', 'http://ent.localhost']) {
      assert.equal(readSettings([], { PUBLIC_URL: local }).publicUrl, new URL(local).origin);
    }
    assert.equal(
      readSettings([], { PUBLIC_URL: 'https://ent.example.invalid' }).publicUrl,
      'https://ent.example.invalid',
    );
  });

  it('refuse an address with a path, an account or a query', () => {
    for (const url of ['https://x.invalid/ent', 'https://x.invalid?a=1', 'https://u:p@x.invalid', 'x.invalid']) {
      assert.match(refused({ PUBLIC_URL: url }), /PUBLIC_URL.*sans chemin/);
    }
  });

  it('want people’s files on another host', () => {
    const same = { PUBLIC_URL: 'https://ent.example.invalid', FILES_URL: 'https://ent.example.invalid:8443' };
    assert.match(refused(same), /FILES_URL.*autre nom d’hôte/);
  });

  it('never load the demonstration behind a public address', () => {
    assert.equal(readSettings([], { PUBLIC_URL: 'https://ent.example.invalid' }).demo, false);
    assert.match(refused({ PUBLIC_URL: 'https://ent.example.invalid', DEMO: 'yes' }), /DEMO/);
  });

  it('want a sender as soon as mail really leaves', () => {
    assert.match(refused({ SMTP_URL: 'smtp://mail.example.invalid' }), /MAIL_FROM.*SMTP_URL/);
  });

  it('let texts leave for a translation server of one’s own, and for no other unless it is named twice', () => {
    for (const own of [
      'http://127.0.0.1:5000',
      'http://10.1.2.3:5000',
      'http://translate:5000',
      'http://mt.ent.internal',
    ])
      assert.equal(readSettings([], { TRANSLATION_URL: own }).translationUrl, own);
    const foreign = 'https://translate.example.com';
    assert.match(refused({ TRANSLATION_URL: foreign }), /TRANSLATION_URL.*TRANSLATION_HOST/);
    assert.match(refused({ TRANSLATION_URL: foreign, TRANSLATION_HOST: 'example.com' }), /TRANSLATION_URL/);
    assert.match(refused({ TRANSLATION_URL: 'http://10.1.2.3.example.com' }), /TRANSLATION_URL/);
    assert.equal(
      readSettings([], { TRANSLATION_URL: foreign, TRANSLATION_HOST: 'translate.example.com' }).translationUrl,
      foreign,
    );
  });

  it('refuse an unknown option or one without its value', () => {
    assert.match(refused({}, ['--prot', '80']), /Option inconnue : --prot/);
    assert.match(refused({}, ['--port']), /--port attend une valeur/);
  });

  it('take the port that the system chose into the address', () => {
    assert.equal(withActualPort(readSettings(['--port', '0'], {}), 4321).publicUrl, 'http://localhost:4321');
    const named = readSettings(['--port', '0'], { PUBLIC_URL: 'https://ent.example.invalid' });
    assert.equal(withActualPort(named, 4321).publicUrl, 'https://ent.example.invalid');
    assert.equal(withActualPort(readSettings(['--port', '0'], {}), 4321).filesUrl, 'http://files.localhost:4321');
    assert.equal(withActualPort(named, 4321).filesUrl, undefined);
  });
});
