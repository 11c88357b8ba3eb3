/** Server settings, by name; given on the command line, so that they hold for older clusters too. */
export type ServerSettings = Readonly<Record<string, string>>

/** For one machine that reads much and writes in large, rare imports. A commit is on disk before it is answered. */
export const DURABLE: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  cluster_name: 'fundament',
  // Row values stay out of the server's log: they come in DETAIL lines and in the text of statements.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** For databases that are thrown away: a crash may lose everything. */
export const DISPOSABLE: ServerSettings = {
  ...DURABLE,
  shared_buffers: '128MB',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
}

/** The settings as arguments of `postgres`. */
export const toArguments = (settings: ServerSettings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
