-- A service may speak OpenID Connect or SAML beside CAS; the platform's own keys that those protocols sign and decrypt with.
-- Locks: identity.relying_parties and identity.service_openings for the time of checking their lines; the table of keys is new.

alter table identity.relying_parties
  drop constraint relying_parties_protocol_check,
  add constraint relying_parties_protocol_check check (protocol in ('cas', 'oidc', 'saml'));

alter table identity.service_openings
  drop constraint service_openings_way_check,
  add constraint service_openings_way_check check (way in ('cas', 'cas-proxy', 'oidc', 'saml'));

create table identity.signing_keys (
  kid         text primary key,
  use         text not null check (use in ('tokens', 'assertions', 'decryption')),
  alg         text not null check (alg in ('RS256')),
  public_jwk  jsonb not null,
  certificate text,
  sealed      text not null,
  made_at     timestamptz not null,
  active_from timestamptz,
  retired_at  timestamptz
);
comment on table identity.signing_keys is
  'The platform''s own key pairs. use: tokens (signed for services by OpenID Connect), assertions (signed in SAML, both sides), decryption (what identity providers encrypt to). certificate: PEM, self-signed, where the protocol wants one. sealed: private key (PKCS 8), AES-256-GCM under the vault key. active_from: published before, used from then on; null: prepared, waits for a person to pass to it. retired_at: not published any more. Retention: one year after it was retired.';
create index signing_keys_use on identity.signing_keys (use, active_from);
