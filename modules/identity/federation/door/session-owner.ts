/** What is sealed with a session is bound to: a provider's token, the name by which it signs out. */
export const sessionOwner = (sessionId: string): string => `session:${sessionId}`;
