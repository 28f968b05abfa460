-- Login sheets: a code may leave on a printed sheet, and the school may call it back before it has served.
-- Locks: three columns with a constant default or none, no rewrite.

alter table identity.activation_codes add column printed_at timestamptz;
alter table identity.activation_codes add column cancelled_by uuid;
alter table identity.activation_codes add column revoked boolean not null default false;
comment on table identity.activation_codes is
  'Codes printed for a person: eight characters, once, 45 days; a new one cancels the former, the school may revoke one. printed_at: put on a login sheet. digest: HMAC-SHA-256 under the pepper, for eight characters alone could be tried out. Retention: 12 months after the issue.';
