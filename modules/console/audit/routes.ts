import { type AnyRoute, route } from '../../../platform/http/route.ts';
import { showJournal, showOwnJournal } from './contract.ts';
import { journalPage, ownJournalPage } from './page.tsx';
import { headedPlaces, type JournalSources, readOwnJournal, readWholeJournal } from './read.ts';

/** The journals: one's own, a school's, the platform's. */
export const journalRoutes = (sources: JournalSources): readonly AnyRoute[] => [
  route(showOwnJournal, {
    handle: (ctx, { query }) => readOwnJournal(sources, ctx, query),
    page: ownJournalPage,
  }),
  route(showJournal, {
    handle: (ctx, { query }) => readWholeJournal(sources, ctx, query),
    page: (ctx, journal, { query }) => journalPage(ctx, journal, query, headedPlaces(sources.names, ctx)),
  }),
];
