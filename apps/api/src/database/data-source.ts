import { migrations } from '@tenken/migrations/migration-list';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';

// A `date` is a day, not an instant: pg would turn it into local midnight and shift it with the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** Options of the one data source. `poolSize` is connections per process. */
export function dataSourceOptions(url: string, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    // rows are written and read by statements (docs/adr/0001): nothing is mapped that could drift from the schema
    entities: [],
    migrations,
    synchronize: false,
    migrationsTransactionMode: 'each',
    applicationName: 'tenken',
    poolSize,
    extra: {
      // Sessions speak UTC so that a cast without a zone never depends on the server's configuration.
      options: '-c timezone=UTC -c statement_timeout=120000 -c idle_in_transaction_session_timeout=60000',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    },
  };
}
