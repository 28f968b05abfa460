import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { MailPace, Module, NotificationKind } from '../../../platform/module.ts';
import { choiceOf, type Hours, PLATFORM_HOURS, timeOf } from '../hours/rules.ts';
import type { HoursPolicy } from '../quiet-hours/publication.ts';
import { ANY_KIND, dueAt, type Ways, waysOf } from './rules.ts';

export interface CollectedEntry {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly schoolId: string | null;
  readonly isUrgent: boolean;
}

/** Some of the people of an entry, and the hours of its school. */
interface Told {
  readonly entry: CollectedEntry;
  readonly policy: HoursPolicy;
  readonly people: readonly { readonly personId: string; readonly childIds: readonly string[] }[];
}

interface Means {
  readonly now: Date;
  readonly targets: NonNullable<Module['mailTargets']>;
}

interface Reach {
  readonly personId: string;
  readonly choices: readonly { readonly kind: string; readonly mail: MailPace; readonly isPushed: boolean }[];
  readonly hours: { readonly from: number; readonly until: number; readonly days: number[] } | null;
  readonly hasBrowser: boolean;
}

/**
 * Writes, for each of these people, what is to leave by mail and by push, and when: three statements, however many entries and people they
 * are. What is urgent leaves at once, whatever hours they chose; nothing else leaves for who wants peace every day: it stands in their feed.
 */
export async function decide(db: Db, told: readonly Told[], { now, targets }: Means): Promise<void> {
  const ids = [...new Set(told.flatMap(({ people }) => people.map(({ personId }) => personId)))];
  const kinds = [...new Set(told.map(({ entry }) => entry.kind.key))];
  const reaches = new Map((await reachesOf(db, ids, kinds)).map((reach) => [reach.personId, reach]));
  const withMail = new Set((await targets(db, ids)).map(({ personId }) => personId));
  const rows = told.flatMap(({ entry, policy, people }) => {
    const due = dueTimes(policy, now);
    return people.flatMap(({ personId, childIds }) => {
      const reach = reaches.get(personId);
      const choices = new Map<string, Ways>((reach?.choices ?? []).map(({ kind, ...ways }) => [kind, ways]));
      const ways = waysOf(entry.kind, choices);
      const hours = hoursOf(reach?.hours ?? null);
      const at = (pace: Exclude<MailPace, 'never'>): Date | null => (entry.isUrgent ? now : due(pace, hours));
      const mail = entry.isUrgent && ways.mail !== 'never' ? 'now' : ways.mail;
      const mailAt = mail !== 'never' && withMail.has(personId) ? at(mail) : null;
      const pushAt = ways.isPushed && reach?.hasBrowser ? at('now') : null;
      const row = { entry_id: entry.id, person_id: personId, child_ids: childIds };
      return [
        ...(mailAt ? [{ ...row, id: newId(), way: 'mail', pace: mail, due_at: mailAt }] : []),
        ...(pushAt ? [{ ...row, id: newId(), way: 'push', pace: 'now', due_at: pushAt }] : []),
      ];
    });
  });
  if (rows.length === 0) return;
  await sql`
    insert into notifications.deliveries as d (id, person_id, entry_id, way, pace, child_ids, due_at)
    select r.id, r.person_id, r.entry_id, r.way, r.pace, r.child_ids, r.due_at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (id uuid, entry_id uuid, person_id uuid, way text, pace text, child_ids uuid[], due_at timestamptz)
    order by r.entry_id, r.person_id, r.way
    on conflict (entry_id, person_id, way) do update set pace = excluded.pace, child_ids = excluded.child_ids, due_at = excluded.due_at
      where d.batch_id is null`.execute(db);
}

/** When a thing leaves at a pace and by somebody's hours; null: never. Hundreds of people share both: each pair is thought through once. */
function dueTimes(policy: HoursPolicy, now: Date): (pace: Exclude<MailPace, 'never'>, hours: Hours) => Date | null {
  const known = new Map<string, Date | null>();
  return (pace, hours) => {
    const key = `${pace} ${hours.from} ${hours.until} ${hours.days.join()}`;
    const thought = known.get(key);
    if (thought !== undefined) return thought;
    const at = dueAt(pace, policy, choiceOf(hours) === 'default' ? null : hours, now);
    known.set(key, at);
    return at;
  };
}

const hoursOf = (kept: Reach['hours']): Hours =>
  kept ? { from: timeOf(kept.from), until: timeOf(kept.until), days: kept.days } : PLATFORM_HOURS;

/** What these people chose for those kinds of things, when they want peace, and whether a browser of theirs may be woken: one statement. */
const reachesOf = (db: Db, personIds: readonly string[], kinds: readonly string[]): Promise<Reach[]> =>
  rowsOf(
    db,
    sql<Reach>`
      select p.id as "personId",
             coalesce((select json_agg(json_build_object('kind', c.kind, 'mail', c.mail, 'isPushed', c.is_pushed))
                       from notifications.choices c where c.person_id = p.id and c.kind = any(${[...kinds, ANY_KIND]}::text[])), '[]') as choices,
             (select json_build_object('from', h.quiet_from, 'until', h.quiet_until, 'days', h.quiet_days)
              from notifications.quiet_hours h where h.person_id = p.id) as hours,
             exists (select 1 from notifications.push_subscriptions s where s.person_id = p.id) as "hasBrowser"
      from unnest(${[...personIds]}::uuid[]) as p (id)`,
  );
