/** The certified library, read when the first service asks: most of what a start reads would be its code. */
export const loadLibrary = () => import('oidc-provider');

export type Library = Awaited<ReturnType<typeof loadLibrary>>;
