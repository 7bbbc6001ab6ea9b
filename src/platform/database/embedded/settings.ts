import { CHINA_TIME_ZONE } from '../../kernel/time.ts'

export interface ServerSettings {
  readonly socketFolder: string
  /** TCP on the loopback interface, for platforms without Unix sockets. */
  readonly port: number | undefined
  /** False only in tests: a crash of the machine may then lose data. */
  readonly durable: boolean
  readonly maxConnections: number
}

/** PostgreSQL and the app together stay under 300 MB. No personal data reaches the log. */
export function serverConf(settings: ServerSettings): string {
  const values: Record<string, string | number> = {
    listen_addresses: settings.port === undefined ? '' : '127.0.0.1',
    port: settings.port ?? 5432,
    unix_socket_directories: settings.port === undefined ? settings.socketFolder : '',
    unix_socket_permissions: '0700',
    max_connections: settings.maxConnections,
    superuser_reserved_connections: 5,

    shared_buffers: '64MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    // /dev/shm is 64 MB in a container: keep what parallel plans put there small
    max_parallel_workers_per_gather: 1,
    max_worker_processes: 4,
    autovacuum_max_workers: 2,
    jit: 'off',
    io_method: 'sync',
    random_page_cost: 1.1,

    fsync: settings.durable ? 'on' : 'off',
    synchronous_commit: settings.durable ? 'on' : 'off',
    full_page_writes: settings.durable ? 'on' : 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    max_wal_size: '256MB',
    min_wal_size: '80MB',
    checkpoint_timeout: '10min',

    client_connection_check_interval: '1s',
    password_encryption: 'scram-sha-256',
    timezone: CHINA_TIME_ZONE,
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.simple',

    logging_collector: 'off',
    log_timezone: CHINA_TIME_ZONE,
    // errors carry values in their text and details: only the server's own life is logged
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_checkpoints: 'off',
  }
  const lines = Object.entries(values).map(([name, value]) => `${name} = ${quoted(value)}`)
  return `# 由明渠在每次启动时写入，请勿修改\n${lines.join('\n')}\n`
}

function quoted(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

/** On a socket the kernel vouches for the caller; over loopback TCP a password does. */
export function hbaConf(settings: ServerSettings): string {
  return settings.port === undefined
    ? 'local all all peer map=mingqu\n'
    : 'host all all 127.0.0.1/32 scram-sha-256\n'
}

export function identConf(logins: readonly string[]): string {
  return logins.map((login) => `mingqu "${login}" all\n`).join('')
}
