/** Said when a banner was written or removed: every web process reads them again. */
export const BANNERS_TOPIC = 'banners';
