import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { MailPace, Module } from '../../../platform/module.ts';
import { choiceOf, type Hours, PLATFORM_HOURS, timeOf } from '../hours/rules.ts';
import type { HoursPolicy } from '../quiet-hours/publication.ts';
import type { CollectedEntry } from './collect.ts';
import { ANY_KIND, dueAt, type Ways, waysOf } from './rules.ts';

interface Slice {
  readonly entry: CollectedEntry;
  readonly people: readonly { readonly personId: string; readonly childIds: readonly string[] }[];
  readonly policy: HoursPolicy;
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
 * Writes, for each of these people, what is to leave by mail and by push, and when. What is urgent leaves at once, whatever hours they chose;
 * nothing else leaves for who wants peace every day: it stands in their feed.
 */
export async function decide(db: Db, { entry, people, policy, now, targets }: Slice): Promise<void> {
  const ids = people.map(({ personId }) => personId);
  const reaches = new Map((await reachesOf(db, ids, entry.kind.key)).map((reach) => [reach.personId, reach]));
  const withMail = new Set((await targets(db, ids)).map(({ personId }) => personId));
  const known = new Map<string, Date | null>();
  /** Hundreds of people share a choice and hours: each pair is thought through once. */
  const due = (pace: Exclude<MailPace, 'never'>, hours: Hours): Date | null => {
    const key = `${pace} ${hours.from} ${hours.until} ${hours.days.join()}`;
    const thought = known.get(key);
    if (thought !== undefined) return thought;
    const at = dueAt(pace, policy, choiceOf(hours) === 'default' ? null : hours, now);
    known.set(key, at);
    return at;
  };
  const rows = people.flatMap(({ personId, childIds }) => {
    const reach = reaches.get(personId);
    const choices = new Map<string, Ways>((reach?.choices ?? []).map(({ kind, ...ways }) => [kind, ways]));
    const ways = waysOf(entry.kind, choices);
    const hours = hoursOf(reach?.hours ?? null);
    const at = (pace: Exclude<MailPace, 'never'>): Date | null => (entry.isUrgent ? now : due(pace, hours));
    const mail = entry.isUrgent && ways.mail !== 'never' ? 'now' : ways.mail;
    const mailAt = mail !== 'never' && withMail.has(personId) ? at(mail) : null;
    const pushAt = ways.isPushed && reach?.hasBrowser ? at('now') : null;
    return [
      ...(mailAt ? [{ personId, childIds, way: 'mail', pace: mail, dueAt: mailAt }] : []),
      ...(pushAt ? [{ personId, childIds, way: 'push', pace: 'now', dueAt: pushAt }] : []),
    ];
  });
  if (rows.length === 0) return;
  await sql`
    insert into notifications.deliveries as d (id, person_id, entry_id, way, pace, child_ids, due_at)
    select r.id, r.person_id, ${entry.id}::uuid, r.way, r.pace, r.child_ids, r.due_at
    from json_to_recordset(${JSON.stringify(
      rows.map((row) => ({
        id: newId(),
        person_id: row.personId,
        way: row.way,
        pace: row.pace,
        child_ids: row.childIds,
        due_at: row.dueAt,
      })),
    )}::json) as r (id uuid, person_id uuid, way text, pace text, child_ids uuid[], due_at timestamptz)
    order by r.id
    on conflict (entry_id, person_id, way) do update set pace = excluded.pace, child_ids = excluded.child_ids, due_at = excluded.due_at
      where d.batch_id is null`.execute(db);
}

const hoursOf = (kept: Reach['hours']): Hours =>
  kept ? { from: timeOf(kept.from), until: timeOf(kept.until), days: kept.days } : PLATFORM_HOURS;

/** What these people chose for that kind of thing, when they want peace, and whether a browser of theirs may be woken: one statement. */
const reachesOf = (db: Db, personIds: readonly string[], kind: string): Promise<Reach[]> =>
  rowsOf(
    db,
    sql<Reach>`
      select p.id as "personId",
             coalesce((select json_agg(json_build_object('kind', c.kind, 'mail', c.mail, 'isPushed', c.is_pushed))
                       from notifications.choices c where c.person_id = p.id and c.kind in (${kind}::text, ${ANY_KIND}::text)), '[]') as choices,
             (select json_build_object('from', h.quiet_from, 'until', h.quiet_until, 'days', h.quiet_days)
              from notifications.quiet_hours h where h.person_id = p.id) as hours,
             exists (select 1 from notifications.push_subscriptions s where s.person_id = p.id) as "hasBrowser"
      from unnest(${[...personIds]}::uuid[]) as p (id)`,
  );
