import { addressOf } from '../../../platform/contract/endpoint.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { PagePart } from '../../../platform/module.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { showSchool } from '../contract.ts';
import { listComing } from './arrivals.ts';
import { listArrivals, listFormerYears, showNextYear } from './contract.ts';
import { yearAhead } from './rules.ts';
import { texts } from './texts.ts';

/** On a school's page: the ways to its next year, to those who arrive, and to former years, as far as the actor may. */
export const yearsPart: PagePart = {
  key: 'directory.years',
  order: 12,
  place: 'directory.school',
  async render({ actor, db, locale }, schoolUai, { prepareYear, seeNextYear, seeArrivals, seeFormerYears }) {
    const t = texts[locale];
    const reads =
      !prepareYear &&
      seeNextYear &&
      (await firstOf(
        db,
        sql`select 1 from directory.year_drafts d join directory.schools s on s.id = d.school_id
            where s.uai = ${schoolUai} and d.year = ${yearAhead(actor.today)}::smallint and d.shared_at is not null`,
      ));
    const ways = [
      ...(prepareYear || reads
        ? [{ to: showNextYear, icon: 'calendar-days', label: prepareYear ? t.entry : t.entryRead } as const]
        : []),
      ...(seeArrivals ? [{ to: listArrivals, icon: 'user-plus', label: t.arrivals } as const] : []),
      ...(seeFormerYears ? [{ to: listFormerYears, icon: 'history', label: t.former } as const] : []),
    ];
    if (ways.length === 0) return null;
    return (
      <Section title={t.years}>
        <List label={t.years}>
          {ways.map(({ to, icon, label }) => (
            <ListRow key={to.name} href={addressOf(to, { schoolUai })} lead={<Icon name={icon} />} title={label} />
          ))}
        </List>
      </Section>
    );
  },
};

/** On the pages of both schools, for the family of a child who goes from one to the other: where, and from when. */
export const comingPart: PagePart = {
  key: 'directory.coming',
  order: 5,
  place: 'directory.school',
  async render({ actor, db, locale }, schoolUai) {
    const moving = actor.children.filter((child) => child.coming.length > 0).map((child) => child.personId);
    if (moving.length === 0) return null;
    const t = texts[locale];
    const rows = await listComing(db, moving, actor.today);
    const left = actor.profiles.find((profile) => profile.schoolUai === schoolUai)?.schoolId;
    const shown = rows.filter(
      (row) =>
        row.schoolUai === schoolUai ||
        actor.children.some((child) => child.personId === row.pupilId && left && child.schoolIds.includes(left)),
    );
    if (shown.length === 0) return null;
    return (
      <Notice tone="info" title={t.comingTitle}>
        {shown.map((row) => {
          const day = dayInWords(row.startsOn, locale);
          const child = row.givenName ?? '';
          return row.schoolUai === schoolUai ? (
            <p key={`${row.pupilId}${row.schoolUai}`}>{t.comingSchool(child, day)}</p>
          ) : (
            <p key={`${row.pupilId}${row.schoolUai}`}>
              {t.coming(child, day)} <a href={addressOf(showSchool, { schoolUai: row.schoolUai })}>{row.schoolName}</a>
            </p>
          );
        })}
      </Notice>
    );
  },
};
