-- How a person reads: kept with the account, so that the first paint on any device is already theirs.
-- Locks: one column without rewriting identity.accounts (constant default).

alter table identity.accounts add column reading jsonb not null default '{}';
comment on column identity.accounts.reading is
  'Reading aids chosen by the person ({font, size, leading, spacing, measure, theme, motion}), never a reason for them. Retention: as the account.';
