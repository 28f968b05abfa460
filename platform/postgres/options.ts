/**
 * Server options of the embedded database, sized for a two-core machine: web, worker and database together stay
 * under 1 GB at rest. They are passed on the command line at each start, so the code is their only home.
 */
export const serverOptions: Record<string, string> = {
  // Durability: what a person was told is saved survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Nothing is replicated from an embedded database; loads into new tables need no write-ahead log then.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  // Memory.
  shared_buffers: '192MB',
  effective_cache_size: '1GB',
  work_mem: '12MB',
  maintenance_work_mem: '96MB',
  max_connections: '60',
  // Two cores and a solid-state disk.
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',
  autovacuum_max_workers: '2',
  io_workers: '2',
  random_page_cost: '1.1',
  jit: 'off',
  // Meaning of dates and messages does not depend on the machine.
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Journal: kept seven days, one file per weekday; neither values nor statements, which hold personal data.
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_truncate_on_rotation: 'on',
  log_file_mode: '0600',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  cluster_name: 'preau',
};

/** Options as arguments of the `postgres` program. */
export const asArguments = (options: Record<string, string>): string[] =>
  Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
