/** How surely we know who somebody is, as the protocols call it. */
export const levels = {
  password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  second: 'https://refeds.org/profile/mfa',
} as const;

/**
 * The level of a session; undefined when all we know is that somebody else vouched for the person.
 * `secondFactor`: given in this session.
 */
export const levelOf = (session: { readonly provedAt: Date | null }, secondFactor: boolean): string | undefined =>
  session.provedAt === null ? undefined : secondFactor ? levels.second : levels.password;
