/** Where a program finds out how to speak with us. */
export const DISCOVERY = '/.well-known/openid-configuration';

export const discoveryAddress = (publicUrl: string): string => `${new URL(publicUrl).origin}${DISCOVERY}`;
