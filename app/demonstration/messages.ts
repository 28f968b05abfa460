import { personsById } from '../../modules/directory/index.ts';
import { sendInName } from '../../modules/messaging/index.ts';
import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import { type DemoAuthor, demoMessages } from './texts-messages.ts';

/**
 * What people of the demonstration wrote to each other in the last days, so that everybody one may become finds letters. Written once; who
 * is not there, or may not write, has written nothing.
 */
export async function writeDemoMessages(
  db: Db,
  people: Readonly<Record<DemoAuthor, string>>,
  now: Date,
): Promise<void> {
  const known = await firstOf(db, sql<{ there: boolean }>`select exists (select from messaging.messages) as there`);
  if (known?.there) return;
  const uids = await uidsOf(db, people);
  const sent = new Map<string, { readonly id: string; readonly threadId: string }>();
  for (const { key, from, to, subject, text, hoursAgo, answers } of demoMessages) {
    const written = await sendInName(db, {
      authorId: people[from],
      to: to.map((name) => uids.get(name) ?? name),
      subject,
      text,
      at: new Date(now.getTime() - hoursAgo * 3_600_000),
      answers: answers ? sent.get(answers) : undefined,
    });
    if (written) sent.set(key, written);
  }
}

async function uidsOf(db: Db, people: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; uid: string }>`
      select p.person_id as id, p.uid from (${personsById}) as p where p.person_id = any(${Object.values(people)}::uuid[]) order by 1`,
  );
  const uids = new Map(rows.map(({ id, uid }) => [id, uid]));
  return new Map(Object.entries(people).map(([name, id]) => [name, uids.get(id) ?? name]));
}
