/** The order to send what is due by mail without waiting for the next minute. */
export const SEND_MAILS_SOON = 'notifications.send-mails-soon';
