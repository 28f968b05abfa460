-- A password alone opens nothing where a second factor is due: the journal of connections must not say that somebody came in, and should
-- tell the person that somebody knew their password and went no further.
-- Locks: identity.connections for an instant (a column with a constant default, no rewrite).

alter table identity.connections add column factor_due boolean not null default false;
comment on column identity.connections.factor_due is
  'The password was right and the second factor was never given: nobody came in. Such a line has the id of the session that waited.';
