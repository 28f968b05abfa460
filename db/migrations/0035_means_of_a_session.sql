-- How the person behind a session proved who they are: services that are told so must not hear "by password" where somebody else vouched.
-- Locks: identity.sessions for an instant (a column without default).

alter table identity.sessions
  add column means text check (means in ('password', 'pictures', 'provider', 'passkey'));
comment on column identity.sessions.means is 'How the session began, as in connections; null: before this was kept.';
