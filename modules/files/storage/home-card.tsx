import { addressOf } from '../../../platform/contract/endpoint.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeCard } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { personQuota, WARNING } from '../rules.ts';
import { sizeInWords } from '../texts.ts';
import { texts } from '../texts-told.ts';
import { listOwnFiles, showStorage } from './contract.ts';

interface Full {
  /** Null: the person's own space. */
  readonly uai: string | null;
  readonly name: string;
  readonly bytes: number;
  readonly quota: number;
}

/** Spaces that are nearly full: the person's own, and those of the schools that they head. One statement, by key. */
const nearlyFull = ({ db, actor }: SessionContext): Promise<Full[]> =>
  rowsOf(
    db,
    sql<Full>`
      select null as uai, '' as name, u.bytes, ${personQuota(actor.roles)}::bigint as quota
      from files.person_usages u
      where u.person_id = ${actor.personId}::uuid and u.bytes >= ${WARNING}::float8 * ${personQuota(actor.roles)}::bigint
      union all
      select s.uai, s.name, u.bytes, u.quota
      from files.school_usages u join directory.schools s on s.id = u.school_id
      where u.school_id = any(${headed(actor)}::uuid[]) and u.bytes >= ${WARNING}::float8 * u.quota
      order by uai nulls first`,
  );

const headed = ({ profiles }: SessionContext['actor']): string[] =>
  profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);

/** On the home page of who has little room left, and of the head whose school has: what to do before nothing can be sent any more. */
export const spaceCard: HomeCard = {
  key: 'files.space',
  order: 5,
  // Guardians read it on their account's page: their home, the most opened page of all, asks nothing for what concerns next to none of them.
  shownTo: ({ actor, viewing }) =>
    viewing === null && personQuota(actor.roles) > 0 && !actor.roles.every((role) => role === 'guardian'),
  async render(ctx) {
    const found = await nearlyFull(ctx);
    if (found.length === 0) return null;
    return (
      <>
        {found.map((space) => (
          <SpaceNotice key={space.uai ?? 'own'} ctx={ctx} space={space} />
        ))}
      </>
    );
  },
};

/** On the operator's home: that what people send leaves from where they are signed in, and what to set. No statement. */
export const originCard: HomeCard = {
  key: 'files.origin',
  order: 85,
  shownTo: ({ actor, storage, viewing }) =>
    viewing === null && storage.origin === undefined && actor.roles.includes('platform'),
  async render({ locale }) {
    const t = texts[locale].home;
    return (
      <Notice tone="info" title={t.originTitle}>
        <p>{t.origin}</p>
      </Notice>
    );
  },
};

function SpaceNotice({ ctx, space }: { ctx: SessionContext; space: Full }) {
  const t = texts[ctx.locale].home;
  const sizes = [sizeInWords(space.bytes, ctx.locale), sizeInWords(space.quota, ctx.locale)] as const;
  const isPupil = ctx.actor.roles.includes('pupil');
  if (space.uai !== null)
    return (
      <Notice
        tone="attention"
        title={t.schoolTitle(space.name)}
        action={<LinkButton href={addressOf(showStorage, { schoolUai: space.uai })}>{t.schoolLink}</LinkButton>}
      >
        <p>{t.school(...sizes)}</p>
      </Notice>
    );
  return (
    <Notice
      tone="attention"
      title={isPupil ? t.ownTitleTu : t.ownTitle}
      action={<LinkButton href={listOwnFiles.path}>{t.ownLink}</LinkButton>}
    >
      <p>{(isPupil ? t.ownTu : t.own)(...sizes)}</p>
    </Notice>
  );
}
