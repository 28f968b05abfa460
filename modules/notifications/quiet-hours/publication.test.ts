import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { projectPath } from '../../../platform/config/paths.ts';
import { EVENING_HOURS, PLATFORM_HOURS } from '../hours/rules.ts';
import { instantOf, localTime } from './local-time.ts';
import { DEFAULT_HOURS, type HoursFacts, policyFrom } from './policy-of.ts';
import { publicHolidaysOf } from './public-holidays.ts';
import {
  type Act,
  type HoursPolicy,
  isPeace,
  isQuietFor,
  nextOpening,
  publicationIn,
  publicationOf,
} from './publication.ts';
import { CalendarUnreadable, holidaysOf, readCalendar, shippedCalendars } from './school-calendar.ts';
import { zoneOf } from './zones.ts';

const HOUR = 3_600_000;

const facts = (given: Partial<HoursFacts> = {}): HoursFacts => ({
  uai: '0699001A',
  platform: null,
  school: null,
  exceptions: [],
  calendar: [],
  ...given,
});
const lyon: HoursPolicy = policyFrom(facts());
const school = (given: Partial<NonNullable<HoursFacts['school']>>): HoursPolicy =>
  policyFrom(
    facts({
      school: {
        quietFrom: null,
        quietUntil: null,
        keepsHolidays: null,
        staffExempt: null,
        absentTeacher: null,
        zone: null,
        reason: null,
        ...given,
      },
    }),
  );

const written = (at: string | Date, more: Partial<Act> = {}): Act => ({
  at: new Date(at),
  authorRole: 'staff',
  to: 'anybody',
  ...more,
});
const published = (policy: HoursPolicy, at: string, more: Partial<Act> = {}): string => {
  const { at: when, reason } = publicationOf(policy, written(at, more));
  return `${when.toISOString().slice(0, 16)} ${reason}`;
};

describe('quiet hours, decided in one place', () => {
  it('what is written on a Friday at 21 h is read on Monday at 7 h, at noon on a day of class at once', () => {
    assert.equal(published(lyon, '2026-11-27T20:00:00Z'), '2026-11-30T06:00 quiet');
    assert.equal(published(lyon, '2026-11-24T11:00:00Z'), '2026-11-24T11:00 open');
    assert.equal(published(lyon, '2026-11-24T18:59:59Z'), '2026-11-24T18:59 open');
    assert.equal(published(lyon, '2026-11-24T19:00:00Z'), '2026-11-25T06:00 quiet');
    assert.equal(published(lyon, '2026-11-25T05:59:59Z'), '2026-11-25T06:00 quiet');
    assert.equal(published(lyon, '2026-11-25T06:00:00Z'), '2026-11-25T06:00 open');
  });

  it('holidays are kept from the eve at 20 h to 7 h of the day on which class begins again; a public holiday like a Sunday', () => {
    assert.equal(published(lyon, '2026-10-16T17:59:00Z'), '2026-10-16T17:59 open', 'the last Friday before Toussaint');
    assert.equal(published(lyon, '2026-10-16T18:00:00Z'), '2026-11-02T06:00 holiday');
    assert.equal(published(lyon, '2026-12-25T10:00:00Z'), '2027-01-04T06:00 holiday');
    assert.equal(published(lyon, '2026-11-11T10:00:00Z'), '2026-11-12T06:00 holiday');
    assert.equal(published(lyon, '2026-11-10T19:00:00Z'), '2026-11-12T06:00 holiday', 'the eve, at 20 h');
    assert.equal(published(lyon, '2026-05-15T08:00:00Z'), '2026-05-18T05:00 holiday', 'the bridge of Ascension');
    assert.equal(published(lyon, '2026-07-20T08:00:00Z'), '2026-09-01T05:00 holiday', 'the summer');
    assert.equal(
      published(lyon, '2027-08-20T08:00:00Z'),
      '2027-09-01T05:00 holiday',
      'a summer whose return is not known',
    );
    const open = school({ keepsHolidays: false });
    assert.equal(published(open, '2026-10-20T08:00:00Z'), '2026-10-20T08:00 open');
    assert.equal(published(open, '2026-11-11T10:00:00Z'), '2026-11-12T06:00 holiday', 'a public holiday stays one');
    assert.equal(published(lyon, '2028-02-29T19:30:00Z'), '2028-03-01T06:00 quiet');
    assert.equal(published(lyon, '2028-02-28T23:30:00Z'), '2028-02-29T06:00 quiet');
  });

  it('over a whole school year, hour by hour through both changes of clock, agrees with a plain reckoning', () => {
    const rest = plainRestDays();
    let quiet = 0;
    const start = Date.UTC(2025, 8, 1);
    const end = Date.UTC(2026, 8, 3);
    const expected: { at: number; open: boolean }[] = [];
    for (let at = start; at < end; at += HOUR / 2) expected.push({ at, open: plainlyOpen(at, rest) });
    let next = Number.NaN;
    for (const { at, open } of expected.toReversed()) {
      if (open) next = at;
      if (Number.isNaN(next)) continue;
      const result = publicationOf(lyon, written(new Date(at)));
      assert.equal(result.at.getTime(), next, new Date(at).toISOString());
      assert.equal(result.queued, !open, new Date(at).toISOString());
      if (!open) quiet += 1;
    }
    assert.equal(expected.length, 367 * 48);
    assert.ok(quiet > expected.length / 2 && quiet < expected.length, `${quiet} quiet half hours`);
  });

  it('holds where a clock changes: the hour that comes twice, the hour that is left out', () => {
    assert.deepEqual(localTime(new Date('2026-10-25T00:30:00Z'), 'Europe/Paris'), { day: '2026-10-25', minutes: 150 });
    assert.deepEqual(localTime(new Date('2026-10-25T01:30:00Z'), 'Europe/Paris'), { day: '2026-10-25', minutes: 150 });
    assert.equal(instantOf('2026-10-25', 150, 'Europe/Paris').toISOString(), '2026-10-25T00:30:00.000Z');
    assert.equal(instantOf('2026-03-29', 150, 'Europe/Paris').toISOString(), '2026-03-29T01:30:00.000Z');
    assert.equal(instantOf('2026-03-30', 420, 'Europe/Paris').toISOString(), '2026-03-30T05:00:00.000Z');
  });

  it('exceptions pass at once, each for its own reason: reports, what is urgent, staff among themselves by choice', () => {
    const at = '2026-11-28T22:00:00Z';
    assert.equal(published(lyon, at, { safety: true }), '2026-11-28T22:00 safety');
    assert.equal(published(lyon, at, { urgent: 'closing' }), '2026-11-28T22:00 urgent');
    const amongStaff = { to: 'staff-only' } as const;
    assert.equal(published(lyon, at, amongStaff), '2026-11-30T06:00 quiet');
    const exempt = school({ staffExempt: true });
    assert.equal(published(exempt, at, amongStaff), '2026-11-28T22:00 exempt');
    assert.equal(published(exempt, at), '2026-11-30T06:00 quiet', 'not to families');
    assert.equal(published(exempt, at, { ...amongStaff, authorRole: 'guardian' }), '2026-11-30T06:00 quiet');
  });

  it('an absent teacher is announced between 6 h and 20 h where the school chose so, on a Sunday too', () => {
    const absent = { absentTeacher: true };
    const chosen = school({ absentTeacher: true });
    assert.equal(published(lyon, '2026-11-29T16:00:00Z', absent), '2026-11-30T06:00 quiet');
    assert.equal(published(chosen, '2026-11-29T16:00:00Z', absent), '2026-11-29T16:00 exempt');
    assert.equal(published(chosen, '2026-11-29T20:00:00Z', absent), '2026-11-30T05:00 exempt');
    assert.equal(published(chosen, '2026-11-30T04:59:00Z', absent), '2026-11-30T05:00 exempt');
    assert.equal(published(chosen, '2026-11-29T20:00:00Z'), '2026-11-30T06:00 quiet', 'nothing else');
    assert.equal(
      published(chosen, '2026-11-29T16:00:00Z', { ...absent, authorRole: 'guardian' }),
      '2026-11-30T06:00 quiet',
    );
  });

  it('a school keeps other hours within what the platform allows, and other days', () => {
    const late = school({ quietFrom: 23 * 60, quietUntil: 5 * 60 });
    assert.deepEqual([late.from, late.until], ['22:00', '06:00'], 'never beyond the bounds');
    const calm = school({ quietFrom: 18 * 60, quietUntil: 8 * 60 });
    assert.equal(published(calm, '2026-11-24T17:00:00Z'), '2026-11-25T07:00 quiet');
    const openDay = policyFrom(
      facts({
        exceptions: [
          { kind: 'open', from: '2026-11-28', until: '2026-11-29', opensAt: 8 * 60, closesAt: 13 * 60 },
          { kind: 'quiet', from: '2026-11-30', until: '2026-12-01', opensAt: null, closesAt: null },
        ],
      }),
    );
    assert.equal(published(openDay, '2026-11-27T20:00:00Z'), '2026-11-28T07:00 quiet');
    assert.equal(published(openDay, '2026-11-28T11:59:00Z'), '2026-11-28T11:59 open');
    assert.equal(published(openDay, '2026-11-28T12:00:00Z'), '2026-12-01T06:00 quiet');
  });

  it('for several schools at once waits for the strictest, until all are open together', () => {
    const calm = school({ quietUntil: 9 * 60 });
    const bridge = policyFrom(
      facts({
        exceptions: [{ kind: 'quiet', from: '2026-11-30', until: '2026-12-01', opensAt: null, closesAt: null }],
      }),
    );
    const at = written('2026-11-27T20:00:00Z');
    assert.equal(publicationIn([lyon, calm], at).at.toISOString(), '2026-11-30T08:00:00.000Z');
    assert.equal(publicationIn([calm, bridge], at).at.toISOString(), '2026-12-01T08:00:00.000Z');
    assert.equal(publicationIn([bridge, calm], at).at.toISOString(), '2026-12-01T08:00:00.000Z');
    assert.deepEqual(publicationIn([lyon, calm], { ...at, urgent: 'safety' }), {
      at: at.at,
      queued: false,
      reason: 'urgent',
    });
  });

  it('keeps the order in which things were written, publishes nothing before, and nothing at a quiet hour', () => {
    const policies = [
      lyon,
      school({ quietFrom: 17 * 60, quietUntil: 12 * 60 }),
      school({ keepsHolidays: false, quietUntil: 6 * 60 }),
      policyFrom(facts({ platform: { ...DEFAULT_HOURS, timeZone: 'Indian/Reunion' } })),
      policyFrom(facts({ uai: '0679001A' })),
    ];
    const instant = fc.date({
      min: new Date('2025-09-01T00:00:00Z'),
      max: new Date('2027-06-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...policies), instant, instant, (policy, one, other) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        const [before, after] = [publicationOf(policy, written(first)), publicationOf(policy, written(second))];
        assert.ok(before.at >= first && after.at >= second, 'never earlier than written');
        assert.ok(before.at <= after.at, 'in order');
        assert.ok(!isQuietFor(policy, before.at) && !isQuietFor(policy, after.at), 'never at a quiet hour');
        assert.equal(before.queued, isQuietFor(policy, first));
        assert.deepEqual(nextOpening(policy, before.at), before.at);
        if (before.queued)
          assert.ok(isQuietFor(policy, new Date(before.at.getTime() - 1)), 'the first moment possible');
        const together = publicationIn([lyon, policy], written(first));
        assert.ok(!isQuietFor(policy, together.at) && !isQuietFor(lyon, together.at) && together.at >= before.at);
      }),
      { numRuns: 400 },
    );
  });

  it('leaves a person in peace as the school says, and longer if they chose so', () => {
    const at = (text: string): Date => new Date(text);
    assert.equal(isPeace(lyon, null, at('2026-11-24T17:30:00Z')), false);
    assert.equal(isPeace(lyon, EVENING_HOURS, at('2026-11-24T17:30:00Z')), true);
    assert.equal(isPeace(lyon, { ...PLATFORM_HOURS, days: [3] }, at('2026-11-25T11:00:00Z')), true);
    assert.equal(isPeace(lyon, EVENING_HOURS, at('2026-11-28T11:00:00Z')), true);
    const late = school({ quietFrom: 22 * 60 });
    assert.equal(isPeace(late, PLATFORM_HOURS, at('2026-11-24T19:30:00Z')), false, 'the platform’s own are no choice');
  });
});

describe('calendars of schools', () => {
  it('public holidays are reckoned as the published list has them', () => {
    const listed = readFileSync(projectPath('db', 'public', 'jours-feries.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const reckoned = [2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) => [...publicHolidaysOf(year, null)]);
    assert.deepEqual(reckoned.sort(), listed.map((line) => line.slice(0, 10)).sort());
    assert.ok(publicHolidaysOf(2026, '067').has('2026-04-03') && publicHolidaysOf(2026, '057').has('2026-12-26'));
    assert.ok(publicHolidaysOf(2026, '974').has('2026-12-20') && !publicHolidaysOf(2026, '069').has('2026-12-20'));
  });

  it('a school has the holidays of its département’s zone, those of the platform where its number says none', () => {
    assert.deepEqual(['0699001A', '0139001A', '0759001A', '9749001A', '9809001A'].map(zoneOf), [
      'A',
      'B',
      'C',
      'reunion',
      undefined,
    ]);
    const zoneB = [{ zone: 'B', year: 2026, name: 'Hiver', startsOn: '2027-02-20', endsOn: '2027-03-08' }];
    const marseille = policyFrom(facts({ uai: '0139001A', calendar: zoneB }));
    assert.equal(published(marseille, '2027-02-22T10:00:00Z'), '2027-03-08T06:00 holiday');
    assert.equal(published(lyon, '2027-03-02T10:00:00Z'), '2027-03-02T10:00 open');
    assert.equal(published(policyFrom(facts({ uai: '9809001A' })), '2026-10-20T08:00:00Z'), '2026-11-02T06:00 holiday');
  });

  it('what the operator loaded of a school year stands in the place of what came with the product', () => {
    const loaded = readCalendar(
      'annee_scolaire,zone,libelle,premier_jour_sans_classe,jour_de_reprise\n2026-2027,A,Toussaint,2026-10-24,2026-11-09\n',
    );
    assert.deepEqual(
      holidaysOf('A', loaded).filter(({ from }) => from >= '2026-09-01'),
      [{ from: '2026-10-24', until: '2026-11-09' }],
    );
    assert.ok(shippedCalendars().length >= 20);
  });

  it('a file that is no calendar is refused with its line', () => {
    const header = 'annee_scolaire,zone,libelle,premier_jour_sans_classe,jour_de_reprise\n';
    const lineOf = (text: string): number => {
      try {
        readCalendar(text);
      } catch (error) {
        if (error instanceof CalendarUnreadable) return error.line;
        throw error;
      }
      return 0;
    };
    assert.equal(lineOf('a,b\n1,2'), 1);
    assert.equal(lineOf(`${header}2026-2027,A,Hiver,2027-02-30,2027-03-01`), 2);
    assert.equal(lineOf(`${header}2026-2027,A,Hiver,2027-02-13,2027-02-01`), 2);
    assert.equal(lineOf(`${header}2026-2027,A,Été,2027-07-03,\n2026-2028,A,Hiver,2027-02-13,`), 3);
  });
});

/** Days without class of 2025-2026 in zone A, written out from the ministry’s table, and the public holidays. */
function plainRestDays(): Set<string> {
  const days = new Set<string>();
  const add = (month: number, first: number, count: number, year: number): void => {
    for (let index = 0; index < count; index += 1)
      days.add(new Date(Date.UTC(year, month - 1, first + index)).toISOString().slice(0, 10));
  };
  add(10, 18, 16, 2025);
  add(12, 20, 16, 2025);
  add(2, 7, 16, 2026);
  add(4, 4, 16, 2026);
  add(5, 15, 3, 2026);
  add(7, 4, 59, 2026);
  for (const day of ['2025-11-01', '2025-11-11', '2025-12-25', '2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08'])
    days.add(day);
  for (const day of ['2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15']) days.add(day);
  return days;
}

/** Whether an instant is open in Lyon, reckoned without any library: an hour ahead, two between the last Sundays of March and October. */
function plainlyOpen(at: number, rest: ReadonlySet<string>): boolean {
  const summer = at >= Date.UTC(2026, 2, 29, 1) ? at < Date.UTC(2026, 9, 25, 1) : at < Date.UTC(2025, 9, 26, 1);
  const wall = new Date(at + (summer ? 2 : 1) * HOUR);
  const hour = wall.getUTCHours();
  const isWeekEnd = wall.getUTCDay() === 0 || wall.getUTCDay() === 6;
  return hour >= 7 && hour < 20 && !isWeekEnd && !rest.has(wall.toISOString().slice(0, 10));
}
