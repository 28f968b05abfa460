-- Work outside requests: which worker processes live (so that the jobs of a dead one are taken up again at once), and when each
-- recurring job was last due (so that one of several processes queues it, in the school's time zone).
-- The queue itself lives in the schema graphile_worker, kept by its library.
-- Locks: none, new tables only.

create table platform.workers (
  id         text primary key,
  started_at timestamptz not null,
  seen_at    timestamptz not null
);
comment on table platform.workers is
  'Worker processes that run, each seen every few seconds. Retention: 30 seconds after the process was last seen.';

create table platform.cron_runs (
  job         text primary key,
  last_due_at timestamptz not null
);
comment on table platform.cron_runs is
  'The last moment at which each recurring job was queued, one row a job. Retention: as long as the product runs.';
