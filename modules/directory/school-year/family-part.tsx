import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Notice } from '../../../ui/notice.tsx';
import { showSchool } from '../contract.ts';
import { listComing } from './arrivals.ts';
import { texts } from './texts.ts';

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
