import type { ConnectorRow } from '@tenken/shared/connectors.contract';

export type ConnectorState = 'ok' | 'running' | 'waiting' | 'failing' | 'disabled' | 'sourceDisabled';

/** How a connector is doing, the worst first. */
export function prepareConnectorState(row: ConnectorRow): ConnectorState {
  if (row.disabledAt !== null) return 'disabled';
  if (row.isSourceDisabled) return 'sourceDisabled';
  if (row.isRunning) return 'running';
  if (row.lastError !== null) return 'failing';
  return row.lastSuccessAt === null ? 'waiting' : 'ok';
}
