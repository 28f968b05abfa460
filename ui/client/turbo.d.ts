/** What we use of Turbo, which comes without types. */
declare module '@hotwired/turbo' {
  export const session: {
    /** Loads the page again, at once in spite of its name; ignored when `url` is no longer the page shown, or a visit is under way. */
    debouncedRefresh(url: string, options?: { method?: 'morph' | 'replace'; scroll?: 'preserve' | 'reset' }): void;
  };
  export function visit(location: string): void;
}
