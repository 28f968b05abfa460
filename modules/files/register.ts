import { sql } from '../../platform/db/db.ts';
import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart, Module } from '../../platform/module.ts';
import { deleteExpiredJob, deleteReleased } from './delete.ts';
import { manifest } from './module.ts';
import { filesPersonalData } from './personal-data.ts';
import { fileRoutes } from './routes.ts';
import { scanLeftJob, scanReceived } from './scan.ts';
import { originCard, spaceCard } from './storage/home-card.tsx';
import { storageParts } from './storage/parts.tsx';
import { storagePolicy } from './storage/policy.ts';
import { storageRoutes } from './storage/routes.ts';
import { texts as storageTexts } from './storage/texts.ts';
import { sweepJob } from './sweep.ts';
import { notificationKinds } from './tell.ts';
import { texts } from './texts.ts';
import { uploadRoutes } from './uploads/routes.ts';

const held: PersonColumn = { table: 'files.files', column: 'holder_id', key: ['id'] };
const counted: PersonColumn = { table: 'files.person_usages', column: 'person_id', key: [] };

/** Files follow their sender; what the two counted is counted anew from the files. */
const mergePart: MergePart = {
  key: 'files',
  columns: [held, counted].map(columnName),
  async move({ db }, merge) {
    const moved = await moveRows(db, [held], merge);
    await recount(db, [merge.from, merge.into]);
    return moved;
  },
  async undo(db, merge, moved) {
    await giveBackRows(db, [held], merge, moved);
    await recount(db, [merge.from, merge.into]);
  },
};

const recount = (db: Parameters<MergePart['undo']>[0], persons: readonly string[]): Promise<unknown> =>
  sql`
    with now as (
      select p.id, coalesce(sum(f.counted), 0)::bigint as bytes
      from unnest(${[...persons]}::uuid[]) as p (id) left join files.files f on f.holder_id = p.id group by p.id)
    insert into files.person_usages as u (person_id, bytes) select id, bytes from now order by id
    on conflict (person_id) do update set bytes = excluded.bytes`.execute(db);

/** What files give to the house. */
export const filesModule: Module = {
  manifest,
  routes: [...fileRoutes, ...uploadRoutes, ...storageRoutes],
  policies: [storagePolicy],
  rightsTexts: { fr: storageTexts.fr.rights, en: storageTexts.en.rights },
  refusalTexts: {
    fr: { ...texts.fr.refused, 'files.held': storageTexts.fr.held },
    en: { ...texts.en.refused, 'files.held': storageTexts.en.held },
  },
  actTexts: {
    fr: { 'files.quota-changed': ({ gigabytes }) => storageTexts.fr.act(gigabytes) },
    en: { 'files.quota-changed': ({ gigabytes }) => storageTexts.en.act(gigabytes) },
  },
  pageParts: storageParts,
  homeCards: [spaceCard, originCard],
  notificationKinds,
  mergeParts: [mergePart],
  personalData: filesPersonalData,
  jobs: [deleteExpiredJob, scanLeftJob, sweepJob],
  subscriptions: [deleteReleased, scanReceived],
};
