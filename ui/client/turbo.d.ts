/** What we use of Turbo, which comes without types. */
declare module '@hotwired/turbo' {
  export const session: {
    /** Loads the page again; ignored when `url` is no longer the page shown, or a visit is under way. */
    refresh(url: string, options?: { method?: 'morph' | 'replace'; scroll?: 'preserve' | 'reset' }): void;
  };
  export function visit(location: string): void;
}
