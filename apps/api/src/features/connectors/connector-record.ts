import { ConnectorKind, ConnectorSettings } from '@tenken/shared/connectors.contract';
import { z } from 'zod';
import { rowId } from '../../database/select.js';

const At = z.date().nullable();

/** A connector with its token, for the code that asks. It leaves this feature in no answer and no log. */
export const ConnectorRecord = z.object({
  id: rowId,
  sourceId: rowId,
  kind: ConnectorKind,
  url: z.string(),
  token: z.string().nullable(),
  settings: ConnectorSettings.catch({}),
  intervalSeconds: z.number(),
  isRunWanted: z.boolean(),
  isDisabled: z.boolean(),
  historyFrom: At,
  historyUntil: At,
  historyDoneFrom: At,
  caughtUpTo: At,
  windowFrom: At,
  windowTo: At,
  windowIsHistory: z.boolean(),
  page: z.unknown(),
  failures: z.number(),
});
export type ConnectorRecord = z.infer<typeof ConnectorRecord>;

/** as `ConnectorRecord` reads them */
export const CONNECTOR_COLUMNS = `id, source_id as "sourceId", kind, url, token, settings, interval_seconds as "intervalSeconds",
  is_run_wanted as "isRunWanted", disabled_at is not null as "isDisabled", history_from as "historyFrom",
  history_until as "historyUntil", history_done_from as "historyDoneFrom", caught_up_to as "caughtUpTo",
  window_from as "windowFrom", window_to as "windowTo", window_is_history as "windowIsHistory", page, failures`;
