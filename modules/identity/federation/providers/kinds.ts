/** The providers that speak OpenID Connect; each has ways of its own within the same protocol. */
export const kinds = ['grandlyon', 'franceconnect', 'proconnect'] as const;
export type OidcKind = (typeof kinds)[number];

/** Those that speak SAML, and know people by the academy's own file. */
export const samlKinds = ['educonnect', 'agents'] as const;
export type SamlKind = (typeof samlKinds)[number];

export type ProviderKind = OidcKind | SamlKind;

export const speaksSaml = (kind: ProviderKind): kind is SamlKind => samlKinds.some((known) => known === kind);

/** Who stands at the door: a pupil's family, those who work in a school, those of a town hall or of the Métropole. */
export const whos = ['family', 'school', 'town'] as const;
export type Who = (typeof whos)[number];

/** How we prove to the provider that we are its client. */
export const clientAuths = ['post', 'basic'] as const;
export type ClientAuth = (typeof clientAuths)[number];

/** Signatures that we check; a secret shared with the provider (HS256) is no signature, and `none` is none. */
export const signedAlgs = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const;
export type SignedAlg = (typeof signedAlgs)[number];

interface Preset {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly acrValues: readonly string[];
  readonly audiences: readonly Who[];
  readonly clientAuth: ClientAuth;
  readonly signedAlg: SignedAlg;
  readonly signedUserinfo: boolean;
}

/** What the form proposes, by kind: what each provider expects of its clients. */
export const presets: Readonly<Record<OidcKind, Preset>> = {
  grandlyon: {
    name: 'GrandLyon Connect',
    scopes: ['openid', 'email', 'profile'],
    acrValues: [],
    audiences: ['family'],
    clientAuth: 'basic',
    signedAlg: 'RS256',
    signedUserinfo: false,
  },
  franceconnect: {
    name: 'FranceConnect',
    scopes: ['openid', 'given_name', 'family_name', 'preferred_username', 'birthdate'],
    acrValues: ['eidas1'],
    audiences: ['family'],
    clientAuth: 'post',
    signedAlg: 'ES256',
    signedUserinfo: true,
  },
  proconnect: {
    name: 'ProConnect',
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id'],
    acrValues: [],
    audiences: ['school', 'town'],
    clientAuth: 'post',
    signedAlg: 'ES256',
    signedUserinfo: true,
  },
};
