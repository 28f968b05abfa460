import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { names } from '../../directory/index.ts';
import type * as contract from './contract.ts';
import { asCampaignKeeper } from './policy.ts';
import { digestOf, isSealed, type SealedCopy } from './seal.ts';
import { labelOf } from './search.ts';

interface CampaignRow {
  readonly id: string;
  readonly startedById: string;
  readonly startedAt: Date;
  readonly reason: string;
  readonly messages: number;
  readonly recipients: number;
  readonly schools: number;
  readonly senders: number;
  readonly hiddenAt: Date | null;
  readonly restoredAt: Date | null;
  readonly doorsClosed: number;
  readonly seal: Buffer;
}

const columns = sql`c.id, c.started_by as "startedById", c.started_at as "startedAt", c.reason, c.messages, c.recipients, c.schools, c.senders,
  c.hidden_at as "hiddenAt", c.restored_at as "restoredAt", c.doors_closed as "doorsClosed", c.seal`;

interface AlarmRow {
  readonly id: string;
  readonly kind: 'person' | 'school';
  readonly ofId: string;
  readonly hour: Date;
  readonly sends: number;
  readonly recipients: number;
  readonly usual: number;
}

/** The last campaigns, the alarms that nobody looked at. */
export async function readCampaigns(ctx: SessionContext): Promise<Answer<typeof contract.listCampaigns>> {
  asCampaignKeeper(ctx);
  const campaigns = await rowsOf(
    ctx.db,
    sql<CampaignRow>`select ${columns} from safety.campaigns c order by c.started_at desc, c.id desc limit 20`,
  );
  const alarms = await rowsOf(
    ctx.db,
    sql<AlarmRow>`
      select a.id, a.kind, a.of_id as "ofId", a.hour, a.sends, a.recipients, a.usual from safety.send_alarms a
      where a.seen_at is null order by a.raised_at desc, a.id desc limit 20`,
  );
  const ofKind = (kind: AlarmRow['kind']): string[] =>
    alarms.filter((one) => one.kind === kind).map(({ ofId }) => ofId);
  const known = await names.of(
    ctx,
    [...campaigns.map(({ startedById }) => startedById), ...ofKind('person')],
    ofKind('school'),
  );
  return {
    campaigns: campaigns.map((row) => ({ ...row, startedBy: known.persons.get(row.startedById) ?? null })),
    alarms: alarms.map(({ ofId, ...alarm }) => ({
      ...alarm,
      name: (alarm.kind === 'person' ? known.persons.get(ofId) : known.places.get(ofId)?.label) ?? null,
    })),
  };
}

/** One campaign, its seal reckoned again from what is kept. */
export async function readCampaign(ctx: SessionContext, id: string): Promise<Answer<typeof contract.showCampaign>> {
  asCampaignKeeper(ctx);
  const row = await firstOf(ctx.db, sql<CampaignRow>`select ${columns} from safety.campaigns c where c.id = ${id}`);
  if (!row) notFound();
  const copies = await rowsOf(
    ctx.db,
    sql<SealedCopy>`
      select place, subject, author_id as "authorId", sent_at as "sentAt", recipients, digest from safety.campaign_copies
      where campaign_id = ${id} order by place, subject`,
  );
  const texts = await rowsOf(
    ctx.db,
    sql<{ title: string; words: string; digest: Buffer; copies: number }>`
      select t.content ->> 'title' as title, t.content ->> 'words' as words, t.digest,
             (select count(*) from safety.campaign_copies k where k.campaign_id = t.campaign_id and k.digest = t.digest) as copies
      from safety.campaign_texts t where t.campaign_id = ${id} order by copies desc, t.digest limit 20`,
  );
  const known = await names.of(ctx, [row.startedById], []);
  return {
    ...row,
    startedBy: known.persons.get(row.startedById) ?? null,
    seal: row.seal.toString('hex'),
    isIntact: isSealed(ctx.keys, copies, row.seal) && texts.every((text) => digestOf(text).equals(text.digest)),
    texts: texts.map(({ title, words, copies: count }) => ({ title, words, copies: count })),
    places: [...Map.groupBy(copies, ({ place }) => place)].map(([place, of]) => ({
      kind: labelOf(ctx, place),
      copies: of.length,
    })),
  };
}
