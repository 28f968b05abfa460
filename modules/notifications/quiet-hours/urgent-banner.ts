import type { BannerSource } from '../../../platform/banners/source.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { UrgentCategory } from './publication.ts';
import { texts } from './texts-send.ts';
import { URGENT_TOPIC } from './urgent.ts';

interface NoticeRow {
  readonly id: string;
  readonly schoolId: string;
  readonly category: UrgentCategory;
  readonly title: string;
  readonly href: string;
  readonly sentAt: Date;
  readonly shownUntil: Date;
}

/** What was urgent, for a day, across the top of the pages of everybody of that school. */
export const urgentBanner: BannerSource = {
  key: 'notifications.urgent',
  topic: URGENT_TOPIC,
  readEvery: 60_000,
  read: async (db, now) => {
    const rows = await rowsOf(
      db,
      sql<NoticeRow>`
        select u.id, u.school_id as "schoolId", u.category, u.title, u.href, u.sent_at as "sentAt", u.shown_until as "shownUntil"
        from notifications.urgent_notices u
        where u.shown_until > ${now} order by u.sent_at desc, u.id desc limit 500`,
    );
    return rows.map(({ id, schoolId, category, title, href, sentAt, shownUntil }) => ({
      key: id,
      tone: 'urgent' as const,
      from: sentAt,
      until: shownUntil,
      words: (locale) => texts[locale].bannerOf(texts[locale].banner[category], title),
      link: { href, label: (locale) => texts[locale].read },
      concerns: (actor) => actor?.places.some((place) => place.schoolId === schoolId) ?? false,
    }));
  },
};
