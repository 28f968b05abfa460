/** Said when a banner, a word of welcome or the look of a school changed: every web process reads them again. */
export const PORTAL_TOPIC = 'portal';
