import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { findRecord, type RecordRow, statesOf, writeFields } from '../people/record.ts';
import type { changeOwnContact, showOwnContact } from './contract.ts';
import { contactItems } from './shared-contact.ts';

const FIELDS = ['email', 'mobile', 'phone'] as const;

/** Adults look after how they are reached; for a pupil the family and the school do. */
const isAdult = ({ actor }: SessionContext): boolean => actor.roles.some((role) => role !== 'pupil');

async function ownRecord(ctx: SessionContext, db: Db, lock = false): Promise<RecordRow> {
  if (ctx.session.means !== 'session') refuse('platform.forbidden');
  const row = isAdult(ctx) ? await findRecord(db, ctx, ctx.actor.uid, lock) : undefined;
  return row ?? notFound();
}

/** How the actor is reached, and who sees it. */
export async function readOwnContact(ctx: SessionContext): Promise<Answer<typeof showOwnContact>> {
  const row = await ownRecord(ctx, ctx.db);
  return {
    email: row.values.email ?? null,
    mobile: row.values.mobile ?? null,
    phone: row.values.phone ?? null,
    emailSeenBy: row.facts.contact?.email ?? '',
    phoneSeenBy: row.facts.contact?.phone ?? '',
  };
}

/** Changes it; the person's own values hold against the academy's next delivery. @returns what changed */
export function changeContact(
  ctx: SessionContext,
  body: Input<typeof changeOwnContact>['body'],
): Promise<Answer<typeof changeOwnContact>> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const row = await ownRecord(ctx, tx.db, true);
    const states = statesOf(row);
    const wanted = FIELDS.flatMap((field) => {
      const state = states.get(field);
      return state && body[field] !== (state.value ?? '') ? [{ field, given: body[field], state }] : [];
    });
    if (wanted.length > 0) await writeFields(tx.db, row, wanted, 'person');
    const shared = contactItems.filter((item) => (row.facts.contact?.[item] ?? '') !== body[`${item}SeenBy`]);
    for (const item of shared) {
      const audience = body[`${item}SeenBy`];
      await (audience === ''
        ? sql`delete from directory.contact_choices where person_id = ${row.id} and item = ${item}`
        : sql`insert into directory.contact_choices (person_id, item, audience, chosen_at)
              values (${row.id}, ${item}, ${audience}, ${now})
              on conflict (person_id, item) do update set audience = excluded.audience, chosen_at = excluded.chosen_at`
      ).execute(tx.db);
    }
    const changed = [...wanted.map(({ field }) => field), ...shared.map((item) => `${item}SeenBy`)];
    if (changed.length === 0) return { changed };
    await recordAct(tx.db, {
      act: 'directory.contact-changed',
      at: now,
      actorId: actor.personId,
      subjectId: row.id,
      details: { fields: changed },
      requestId,
    });
    await tx.emit({
      name: 'directory.person-changed',
      payload: { personId: row.id, actorId: row.id, fields: changed },
    });
    tx.changed(`person:${row.uid}`);
    return { changed };
  });
}
