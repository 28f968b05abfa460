/** The first day on which a school prepares the year that it is in or goes to: the first of July. `YYYY-MM-DD` in and out. */
export const seasonOf = (today: string): string =>
  `${Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0)}-07-01`;
