/** The order to push what is due without waiting for the next minute. */
export const SEND_PUSHES_SOON = 'notifications.push-soon';
