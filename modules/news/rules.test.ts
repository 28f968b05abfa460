import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendarFile } from './calendar-file.ts';
import { atomOf, type Feed, rssOf } from './feeds.ts';
import { eventOf, headingOf, instantAt, pollOf, supportOf } from './rules.ts';

const noEvent = { eventFrom: '', eventStart: '', eventUntil: '', eventEnd: '', eventPlace: '' };

describe('an event', () => {
  it('lasts a day, an hour or what was said, and never ends before it begins', () => {
    equal(eventOf(noEvent), null);
    deepEqual(eventOf({ ...noEvent, eventFrom: '2026-12-05' }), {
      startsOn: '2026-12-05',
      startsAt: null,
      lastDay: '2026-12-05',
      endsAt: null,
      place: null,
    });
    deepEqual(eventOf({ ...noEvent, eventFrom: '2026-12-05', eventStart: '23:30' }), {
      startsOn: '2026-12-05',
      startsAt: '23:30',
      lastDay: '2026-12-05',
      endsAt: '23:59',
      place: null,
    });
    for (const wrong of [
      { eventPlace: 'Parc' },
      { eventFrom: '2026-12-05', eventUntil: '2026-12-04' },
      { eventFrom: '2026-12-05', eventEnd: '10:00' },
      { eventFrom: '2026-12-05', eventStart: '10:00', eventEnd: '10:00' },
    ])
      ok('code' in (eventOf({ ...noEvent, ...wrong }) ?? {}), JSON.stringify(wrong));
    ok(
      !(
        'code' in
        (eventOf({
          ...noEvent,
          eventFrom: '2026-12-05',
          eventStart: '20:00',
          eventUntil: '2026-12-06',
          eventEnd: '08:00',
        }) ?? {})
      ),
    );
  });
});

describe('a poll', () => {
  it('has a question and two different answers at least', () => {
    const poll = {
      question: 'Quand ?',
      answers: ['Lundi', ' Mardi ', ''],
      pollSeveral: false,
      pollUntil: '2026-11-30',
    };
    deepEqual(pollOf(poll, '2026-11-24'), {
      question: 'Quand ?',
      options: ['Lundi', 'Mardi'],
      several: false,
      closesOn: '2026-12-01',
    });
    equal(pollOf({ ...poll, question: '', answers: ['', ''] }, '2026-11-24'), null);
    for (const wrong of [
      { answers: ['Lundi'] },
      { answers: ['Lundi', 'lundi'] },
      { question: '' },
      { pollUntil: '2026-11-23' },
    ])
      ok('code' in (pollOf({ ...poll, ...wrong }, '2026-11-24') ?? {}), JSON.stringify(wrong));
  });
});

describe('the school’s clock', () => {
  it('is an hour ahead in winter, two in summer, and leaps forward by one night', () => {
    equal(instantAt('2026-11-24', '07:00').toISOString(), '2026-11-24T06:00:00.000Z');
    equal(instantAt('2026-06-24', '07:00').toISOString(), '2026-06-24T05:00:00.000Z');
    equal(instantAt('2026-03-29', '02:30').toISOString(), '2026-03-29T01:30:00.000Z', 'after the leap');
    equal(instantAt('2026-10-25', '02:30').toISOString(), '2026-10-25T00:30:00.000Z', 'the first of the two');
    equal(instantAt('2026-10-25', '04:00').toISOString(), '2026-10-25T03:00:00.000Z');
  });
});

it('a post without title is called by its first words', () => {
  equal(headingOf('Titre', 'Texte'), 'Titre');
  equal(headingOf('', '\n\nBonjour à tous.\nSuite'), 'Bonjour à tous.');
  ok(headingOf('', 'mot '.repeat(60)).length <= 80);
});

it('a picture goes as far as the widest circle of its post', () => {
  equal(supportOf(['group:a', 'group:a'], 1, false), 'class');
  equal(supportOf(['group:a', 'school:b'], 1, false), 'school');
  equal(supportOf(['group:a', 'group:b'], 1, false), 'school', 'another class is not the class');
  equal(supportOf(['group:a', 'group:b'], 2, false), 'between');
  equal(supportOf(['school:a', 'school:b'], 2, false), 'between');
  equal(supportOf(['group:a', 'commune:b'], 2, false), 'between');
  equal(supportOf(['group:a'], 1, true), 'public');
});

describe('a calendar file', () => {
  const entry = {
    id: '01900000-0000-7000-8000-000000000001',
    host: 'ent.invalid',
    title: 'Fête de l’école, entrée libre; venez nombreux : é'.repeat(3),
    words: 'Première ligne\nSeconde\\ligne 👩‍👩‍👧',
    address: 'https://ent.invalid/news/1',
    changedAt: new Date('2026-11-24T07:30:00.123Z'),
    startsOn: '2026-12-31',
    startsAt: '18:00',
    lastDay: '2027-01-01',
    endsAt: '01:00',
    place: 'Cour',
  };

  it('has lines of 75 octets at most that come back whole, ended by CRLF', () => {
    const text = calendarFile(entry);
    ok(text.endsWith('END:VCALENDAR\r\n'));
    for (const line of text.split('\r\n')) {
      ok(Buffer.byteLength(line) <= 75, line);
      ok(!line.includes('\n') && line.isWellFormed());
    }
    const whole = text.replaceAll('\r\n ', '');
    ok(whole.includes(`SUMMARY:${entry.title.replaceAll(',', '\\,').replaceAll(';', '\\;')}\r\n`));
    ok(whole.includes('DESCRIPTION:Première ligne\\nSeconde\\\\ligne 👩‍👩‍👧\r\n'));
    ok(whole.includes('DTSTAMP:20261124T073000Z\r\n'));
    ok(whole.includes('DTEND;TZID=Europe/Paris:20270101T010000\r\n'));
    ok(whole.includes('BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n'));
  });

  it('says whole days by dates alone, the end being the day after', () => {
    const text = calendarFile({ ...entry, startsAt: null, endsAt: null });
    ok(text.includes('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270102\r\n'));
    ok(!text.includes('VTIMEZONE'));
  });
});

it('a feed is well-formed whatever was written', () => {
  const feed: Feed = {
    title: 'École « A & B »',
    description: '<tout>',
    language: 'fr',
    page: 'https://ent.invalid/s/1/news?a=1&b=2',
    self: 'https://ent.invalid/s/1/news.rss',
    changedAt: new Date('2026-11-24T07:30:00Z'),
    items: [
      {
        id: '01900000-0000-7000-8000-000000000001',
        title: ']]> \u0008 "x" \ud800',
        words: 'a < b & c',
        address: 'https://ent.invalid/s/1/news/2',
        publishedAt: new Date('2026-11-24T07:30:00Z'),
        changedAt: new Date('2026-11-24T07:30:00Z'),
      },
    ],
  };
  for (const text of [rssOf(feed), atomOf(feed)]) {
    ok(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n'));
    ok(!text.includes('\u0008') && text.isWellFormed());
    ok(text.includes('a &lt; b &amp; c') && text.includes('?a=1&amp;b=2'));
  }
  ok(rssOf(feed).includes('<pubDate>Tue, 24 Nov 2026 07:30:00 GMT</pubDate>'));
});
