-- A service of SAML that ends a session, or whose consent ends, names a person: the logins under that name are looked up.
-- Locks: identity.saml_logins for writes while the index is built; its rows are those of open sessions.

create index saml_logins_name on identity.saml_logins (relying_party_id, name_id);
