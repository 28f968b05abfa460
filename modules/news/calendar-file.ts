import type { PostEvent } from './rules.ts';
import { nextDay } from './rules.ts';

/** What a calendar needs of an event. `id` and `host` make an identifier that stays the same when the event is changed. */
export interface CalendarEntry extends PostEvent {
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly words: string;
  readonly address: string;
  readonly changedAt: Date;
}

/** The clock of schools and its two changes of the year, as RFC 5545 has it said. */
const PARIS = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** An event as a calendar reads it: RFC 5545, one VEVENT, lines folded at 75 octets and ended by CRLF. */
export function calendarFile(entry: CalendarEntry): string {
  const timed = entry.startsAt !== null && entry.endsAt !== null;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Preau//News//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(timed ? PARIS : []),
    'BEGIN:VEVENT',
    `UID:${entry.id}@${entry.host}`,
    `DTSTAMP:${stamp(entry.changedAt)}`,
    `LAST-MODIFIED:${stamp(entry.changedAt)}`,
    ...(timed
      ? [
          `DTSTART;TZID=Europe/Paris:${local(entry.startsOn, entry.startsAt)}`,
          `DTEND;TZID=Europe/Paris:${local(entry.lastDay, entry.endsAt)}`,
        ]
      : [
          `DTSTART;VALUE=DATE:${entry.startsOn.replaceAll('-', '')}`,
          // The end of whole days is the first day after.
          `DTEND;VALUE=DATE:${nextDay(entry.lastDay).replaceAll('-', '')}`,
        ]),
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    ...(entry.words ? [`DESCRIPTION:${escaped(entry.words)}`] : []),
    `URL:${entry.address}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const stamp = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d+/g, '');

const local = (day: string, time: string): string =>
  `${day.replaceAll('-', '')}T${time.slice(0, 5).replace(':', '')}00`;

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n?|\n/g, '\\n');

/** A line longer than 75 octets goes on after a line break and a space; no letter is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const sign of line) {
    const weight = Buffer.byteLength(sign);
    if (octets + weight > (pieces.length === 0 ? 75 : 74)) {
      pieces.push(piece);
      piece = '';
      octets = 0;
    }
    piece += sign;
    octets += weight;
  }
  return [...pieces, piece].join('\r\n ');
}
