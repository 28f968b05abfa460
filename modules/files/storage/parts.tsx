import { addressOf } from '../../../platform/contract/endpoint.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { isNearlyFull, personQuota, SCHOOL_QUOTA } from '../rules.ts';
import { sizeInWords } from '../texts.ts';
import { listOwnFiles, showStorage } from './contract.ts';
import { storagePolicy } from './policy.ts';
import { texts } from './texts.ts';

/** On the account's page: the way to what one sent, with a word once there is little room left. */
const accountPart: PagePart = {
  key: 'files.own',
  order: 30,
  place: 'identity.account',
  async render({ actor, db, locale }) {
    const t = texts[locale];
    const quota = personQuota(actor.roles);
    if (quota === 0) return null;
    const used = await firstOf(
      db,
      sql<{ bytes: number }>`select bytes from files.person_usages where person_id = ${actor.personId}::uuid`,
    );
    const usage = { bytes: used?.bytes ?? 0, quota };
    return (
      <Section title={t.own}>
        {isNearlyFull(usage) && (
          <Notice tone="attention" title={t.nearlyFull}>
            <p>{actor.roles.includes('pupil') ? t.ownNearlyFullTu : t.ownNearlyFull}</p>
          </Notice>
        )}
        <List label={t.own}>
          <ListRow
            href={listOwnFiles.path}
            lead={<Icon name="hard-drive" />}
            title={t.own}
            subtitle={t.of(sizeInWords(usage.bytes, locale), sizeInWords(usage.quota, locale))}
          />
        </List>
      </Section>
    );
  },
};

/** On a school's page: the way to its space, for those who look after it. */
const schoolPart: PagePart = {
  key: 'files.school',
  order: 60,
  place: 'directory.school',
  async render({ actor, db, locale }, schoolUai) {
    const t = texts[locale];
    const isTheirs =
      actor.roles.includes('platform') ||
      actor.profiles.some(({ role, schoolUai: uai }) => role === 'head' && uai === schoolUai);
    if (!isTheirs) return null;
    const used = await firstOf(
      db,
      sql<{ bytes: number; quota: number }>`
        select coalesce(u.bytes, 0) as bytes, coalesce(u.quota, ${SCHOOL_QUOTA}::bigint) as quota
        from directory.schools s left join files.school_usages u on u.school_id = s.id
        where s.uai = ${schoolUai} and ${storagePolicy.where(actor, 'see')}`,
    );
    if (!used) return null;
    return (
      <Section title={t.schoolTitle}>
        {isNearlyFull(used) && (
          <Notice tone="attention" title={t.schoolNearlyFull}>
            <p>{t.schoolNearlyFullText}</p>
          </Notice>
        )}
        <List label={t.schoolTitle}>
          <ListRow
            href={addressOf(showStorage, { schoolUai })}
            lead={<Icon name="hard-drive" />}
            title={t.schoolTitle}
            subtitle={t.of(sizeInWords(used.bytes, locale), sizeInWords(used.quota, locale))}
          />
        </List>
      </Section>
    );
  },
};

export const storageParts: readonly PagePart[] = [accountPart, schoolPart];
