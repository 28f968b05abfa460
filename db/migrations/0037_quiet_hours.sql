-- When a school publishes and when everybody is left in peace: what the platform says, what each school chose within it and why, days on
-- which it does otherwise, the holidays of each zone; and who published at another hour because it was urgent.
-- Locks: new tables only.

create table notifications.platform_hours (
  id             uuid primary key,
  quiet_from     smallint not null check (quiet_from between 17 * 60 and 23 * 60),
  quiet_until    smallint not null check (quiet_until between 5 * 60 and 12 * 60),
  latest_from    smallint not null check (latest_from between quiet_from and 23 * 60),
  earliest_until smallint not null check (earliest_until between 5 * 60 and quiet_until),
  keeps_holidays boolean not null,
  staff_exempt   boolean not null,
  absent_teacher boolean not null,
  zone           text not null,
  time_zone      text not null,
  decided_by     uuid not null,
  decided_at     timestamptz not null
);
comment on table notifications.platform_hours is
  'Quiet hours of the whole platform, in minutes of the day; the last row counts, 20:00 to 7:00 where there is none. latest_from and earliest_until: how far a school may go. zone: of schools whose UAI says none. Retention: life of the platform.';
create index platform_hours_last on notifications.platform_hours (decided_at desc);

create table notifications.school_hours (
  school_id      uuid not null references directory.schools,
  id             uuid not null,
  quiet_from     smallint check (quiet_from between 17 * 60 and 23 * 60),
  quiet_until    smallint check (quiet_until between 5 * 60 and 12 * 60),
  keeps_holidays boolean,
  staff_exempt   boolean,
  absent_teacher boolean,
  zone           text,
  reason         text check (length(reason) between 5 and 500),
  decided_by     uuid not null,
  decided_at     timestamptz not null,
  primary key (school_id, id),
  check ((quiet_from is null and quiet_until is null) or reason is not null)
);
comment on table notifications.school_hours is
  'What a school chose of its quiet hours, within what the platform allows; the last row counts, null: as the platform. reason: written for whoever asks. Retention: life of the platform.';
create index school_hours_last on notifications.school_hours (school_id, decided_at desc);

create table notifications.hours_exceptions (
  id         uuid primary key,
  school_id  uuid references directory.schools,
  kind       text not null check (kind in ('quiet', 'open')),
  starts_on  date not null,
  ends_on    date not null check (ends_on > starts_on),
  opens_at   smallint check (opens_at between 5 * 60 and 12 * 60),
  closes_at  smallint check (closes_at between 12 * 60 + 1 and 23 * 60),
  reason     text not null check (length(reason) between 5 and 500),
  decided_by uuid not null,
  decided_at timestamptz not null,
  removed_by uuid,
  removed_at timestamptz,
  check (kind = 'open' or (opens_at is null and closes_at is null))
);
comment on table notifications.hours_exceptions is
  'Days on which a school (null: every school) does otherwise: quiet as a Sunday, or open as a day of class. ends_on: first day as usual again. Retention: life of the platform.';
create index hours_exceptions_school on notifications.hours_exceptions (school_id, starts_on desc) where removed_at is null;

create table notifications.zone_holidays (
  zone        text collate "C" not null,
  school_year smallint not null,
  name        text not null,
  starts_on   date not null,
  ends_on     date check (ends_on > starts_on),
  loaded_at   timestamptz not null,
  primary key (zone, school_year, starts_on, name)
);
comment on table notifications.zone_holidays is
  'School calendars that the operator loaded, in the place of those that come with the product for that zone and year. ends_on: day on which class begins again; null for the summer, which lasts until the next return, and for the return itself. Public data. Retention: life of the platform.';

create table notifications.urgent_notices (
  id          uuid primary key,
  school_id   uuid not null references directory.schools,
  category    text not null check (category in ('closing', 'transport', 'safety', 'health')),
  title       text not null check (length(title) between 1 and 140),
  subject     text not null unique,
  href        text not null,
  author_id   uuid not null,
  sent_at     timestamptz not null,
  shown_until timestamptz not null check (shown_until > sent_at)
);
comment on table notifications.urgent_notices is
  'What a head published at a quiet hour because it was urgent: which kind, where it is read; shown across the top of the pages of that school until shown_until. subject: as in notifications (news.post:<uuid>). Retention: one year.';
create index urgent_notices_shown on notifications.urgent_notices (shown_until);
create index urgent_notices_school on notifications.urgent_notices (school_id, sent_at desc);
