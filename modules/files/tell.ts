import { dayOf } from '../../platform/clock/clock.ts';
import { addressOf } from '../../platform/contract/endpoint.ts';
import { firstOf, sql } from '../../platform/db/db.ts';
import type { Transaction } from '../../platform/http/context.ts';
import type { NotificationKind } from '../../platform/module.ts';
import { protectorsOf } from '../directory/index.ts';
import { notify } from '../notifications/index.ts';
import { listOwnFiles, showStorage } from './storage/contract.ts';
import { texts } from './texts-told.ts';

const DAY = 24 * 3_600_000;

/** Milliseconds after which nobody needs to read of it any more: a name that somebody gave stands in it. */
const KEPT = 30 * DAY;

/** Of what files tell people. */
export const notificationKinds: readonly NotificationKind[] = [
  {
    key: 'files.blocked',
    order: 92,
    icon: 'shield',
    defaults: { mail: 'now', push: false },
    texts: { fr: texts.fr.blocked.kind, en: texts.en.blocked.kind },
  },
  {
    key: 'files.danger',
    order: 93,
    icon: 'shield',
    defaults: { mail: 'now', push: false },
    offeredTo: ({ actor }) => actor.roles.includes('head'),
    texts: { fr: texts.fr.danger.kind, en: texts.en.danger.kind },
  },
];

interface Blocked {
  readonly id: string;
  readonly name: string;
  readonly holderId: string;
  readonly schoolId: string | null;
}

/** Tells who sent a file that nobody may open it, and why. */
export async function tellSender(
  tx: Transaction,
  { id, name, holderId, schoolId }: Blocked,
  scan: 'quarantined' | 'unexamined',
  now: Date,
): Promise<void> {
  const t = texts.fr.blocked;
  await notify(tx, {
    kind: 'files.blocked',
    subject: `files.blocked:${id}`,
    schoolId,
    href: listOwnFiles.path,
    title: t.title(name),
    words: t.words[scan],
    publishAt: now,
    expiresAt: new Date(now.getTime() + KEPT),
    to: { persons: [holderId] },
  });
}

/** Tells the head, once a day, that something dangerous came in; not what it is called: what people send to each other is theirs. */
export async function tellHead(tx: Transaction, { id, schoolId }: Blocked, now: Date): Promise<void> {
  if (schoolId === null) return;
  const school = await firstOf(
    tx.db,
    sql<{ uai: string }>`
      select s.uai from directory.schools s
      where s.id = ${schoolId}::uuid and not exists (
        select 1 from files.files f
        where f.school_id = s.id and f.scan = 'quarantined' and f.scanned_at > ${new Date(now.getTime() - DAY)} and f.id <> ${id}::uuid)`,
  );
  if (!school) return;
  const t = texts.fr.danger;
  await notify(tx, {
    kind: 'files.danger',
    subject: `files.danger:${id}`,
    schoolId,
    href: addressOf(showStorage, { schoolUai: school.uai }),
    title: t.title,
    words: t.words,
    publishAt: now,
    expiresAt: new Date(now.getTime() + KEPT),
    to: { query: sql`select p.person_id from (${protectorsOf(dayOf(now), [schoolId])}) as p where p.role = 'head'` },
  });
}
