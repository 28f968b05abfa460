import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { fixedClock } from '../clock/clock.ts';
import { describeFailure } from '../jobs/failure.ts';
import { compose, readSender } from './compose.ts';
import { layOut } from './layout.ts';
import { type Mail, MailRefused } from './mailer.ts';
import { openMailer } from './open-mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

const mail: Mail = {
  id: 'order-1',
  to: { address: 'ines.garnier@famille.invalid', name: 'Inès Garnier' },
  locale: 'fr',
  subject: 'Choisissez un nouveau mot de passe',
  heading: 'Choisissez un nouveau mot de passe',
  paragraphs: [
    'Vous avez demandé à changer de mot de passe.',
    'Le lien sert une fois & vaut « une heure » <seulement>.',
  ],
  action: { label: 'Choisir mon mot de passe', href: 'https://ent.invalid/reset?code=a&b="c"' },
  notes: ['Si ce n’est pas vous, ne faites rien.'],
};
const sender = readSender('Préau <ne-pas-repondre@ent.invalid>');

/** What a mail program reads back from a message: header lines unfolded, by lower-case name. */
function headersOf(message: string): Map<string, string> {
  const [head = ''] = message.split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}

describe('a mail', () => {
  it('says the same as text and as HTML, with one link and nothing that tracks', () => {
    const { html, text: plain } = layOut(mail, 'Préau');
    for (const part of [mail.heading, 'Vous avez demandé à changer de mot de passe.', 'Si ce n’est pas vous']) {
      assert.ok(html.includes(part) && plain.includes(part), part);
    }
    assert.ok(plain.includes('https://ent.invalid/reset?code=a&b="c"'));
    assert.ok(html.includes('href="https://ent.invalid/reset?code=a&amp;b=&quot;c&quot;"'));
    assert.ok(html.includes('&lt;seulement&gt;'), 'what was typed is no markup');
    assert.deepEqual(html.match(/<(img|script|link|iframe|style)\b/g), null);
    assert.equal(html.match(/href=/g)?.length, 1);
    assert.match(html, /<html lang="fr" dir="ltr">/);
  });

  it('keeps what people typed within its header', () => {
    const message = compose(
      {
        ...mail,
        to: { address: 'ines.garnier@famille.invalid', name: 'Inès\r\nBcc: autre@voleur.invalid' },
        subject: 'Bonjour\r\nBcc: autre@voleur.invalid\r\n\r\n<b>corps</b>',
      },
      sender,
    );
    assert.deepEqual(message.to, { name: 'Inès Bcc: autre@voleur.invalid', address: 'ines.garnier@famille.invalid' });
    assert.equal(message.subject, 'Bonjour Bcc: autre@voleur.invalid <b>corps</b>');
  });

  it('goes to one address', () => {
    for (const address of [
      'a@x.invalid, b@y.invalid',
      'a@x.invalid\r\nBcc: b@y.invalid',
      'a',
      '<a@x.invalid>',
      '@x.invalid',
      'a@b@x.invalid',
    ]) {
      assert.throws(() => compose({ ...mail, to: { address } }, sender), /mail\.address-faulty/, address);
    }
  });

  it('sent twice for one order is one mail', () => {
    assert.equal(compose(mail, sender).messageId, compose(mail, sender).messageId);
    assert.notEqual(compose(mail, sender).messageId, compose({ ...mail, id: 'order-2' }, sender).messageId);
  });
});

describe('without a mail server', () => {
  it('each mail is a file that only the product reads, and the journal does not name the person', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'preau-mail-'));
    const lines: unknown[] = [];
    const clock = fixedClock('2026-09-07T18:00:00Z');
    const mailFrom = 'Préau <ne-pas-repondre@ent.invalid>';
    const mailer = openMailer({ smtpUrl: undefined, mailFrom, dataDir }, clock, (...line) => lines.push(line));
    await mailer.send(mail);
    await mailer.send({ ...mail, unsubscribe: 'https://ent.invalid/stop?t=1' });
    const names = await readdir(join(dataDir, 'mail'));
    assert.equal(names.length, 2);
    for (const name of names) {
      assert.match(name, /^2026-09-07T18-00-00-[0-9a-f]{8}\.eml$/);
      assert.equal((await stat(join(dataDir, 'mail', name))).mode & 0o077, 0);
    }
    const files = await Promise.all(names.map((name) => readFile(join(dataDir, 'mail', name), 'utf8')));
    const headers = files.map(headersOf);
    assert.ok(headers.every((known) => known.get('to')?.endsWith('<ines.garnier@famille.invalid>')));
    assert.deepEqual(
      headers.flatMap((known) => known.get('list-unsubscribe') ?? []),
      ['<https://ent.invalid/stop?t=1>'],
    );
    assert.match(headers[0]?.get('content-type') ?? '', /^multipart\/alternative/);
    assert.equal(lines.length, 2);
    assert.doesNotMatch(JSON.stringify(lines), /ines|garnier/i);
    await mailer.close();
    await rm(dataDir, { recursive: true });
  });
});

describe('a mail server', () => {
  const received: { from: string; to: string[]; message: string }[] = [];
  let server: SMTPServer;
  let url: string;
  before(async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: ({ address }, _session, answer) => {
        if (address.startsWith('unknown')) {
          answer(Object.assign(new Error(`550 no mailbox ${address}`), { responseCode: 550 }));
        } else if (address.startsWith('busy')) {
          answer(Object.assign(new Error('451 later'), { responseCode: 451 }));
        } else answer();
      },
      onData: (stream, { envelope }, taken) => {
        text(stream).then((message) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          received.push({ from, to: envelope.rcptTo.map(({ address }) => address), message });
          taken();
        }, taken);
      },
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  after(() => new Promise((resolve) => server.close(() => resolve(undefined))));

  it('gets the mail with both bodies, from our sender to the one person', async () => {
    const mailer = smtpMailer({ url, sender, log: () => undefined });
    await mailer.send({ ...mail, subject: 'Élèves à l’école' });
    await mailer.close();
    const [got] = received;
    assert.equal(got?.from, 'ne-pas-repondre@ent.invalid');
    assert.deepEqual(got?.to, ['ines.garnier@famille.invalid']);
    const headers = headersOf(got?.message ?? '');
    assert.equal(headers.get('auto-submitted'), 'auto-generated');
    assert.match(headers.get('subject') ?? '', /^=\?UTF-8\?/);
    assert.match(got?.message ?? '', /Content-Type: text\/plain; charset=utf-8/);
    assert.match(got?.message ?? '', /Content-Type: text\/html; charset=utf-8/);
    assert.match(headers.get('message-id') ?? '', /^<[0-9a-f]{32}@ent\.invalid>$/);
  });

  it('that refuses the address for good says so without naming it', async () => {
    const mailer = smtpMailer({ url, sender, log: () => undefined });
    const refused = await mailer.send({ ...mail, to: { address: 'unknown@famille.invalid' } }).catch((error) => error);
    assert.ok(refused instanceof MailRefused);
    assert.equal(describeFailure(refused), 'mail.refused-550');
    const busy = await mailer.send({ ...mail, to: { address: 'busy@famille.invalid' } }).catch((error) => error);
    assert.ok(!(busy instanceof MailRefused), 'a busy server is tried again');
    assert.equal(describeFailure(busy), 'mail.untaken-451');
    await mailer.close();
  });

  it('that does not answer is a failure to be tried again', async () => {
    const mailer = smtpMailer({ url: 'smtp://127.0.0.1:1', sender, log: () => undefined });
    const failure = await mailer.send(mail).catch((error) => error);
    assert.ok(!(failure instanceof MailRefused));
    assert.match(describeFailure(failure), /^mail\.(esocket|econnection|econnrefused)$/);
    await mailer.close();
  });

  it('elsewhere than on this machine is spoken to encrypted or not at all', async () => {
    const port = new URL(url).port;
    const mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}?requireTLS=true`, sender, log: () => undefined });
    const failure = await mailer.send(mail).catch((error) => error);
    assert.match(describeFailure(failure), /^mail\.(etls|esocket)/);
    await mailer.close();
  });
});
