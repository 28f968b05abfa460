/** What we use of Turbo, which comes without types. */
declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number } };
  export const cache: { clear(): void };
  export const session: { refresh(url: string): void };
  export function visit(location: string, options?: { action?: 'advance' | 'replace' }): void;
}
