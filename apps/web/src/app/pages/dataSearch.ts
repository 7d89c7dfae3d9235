import { z } from 'zod';
import { choiceParam, flagParam, textParam } from '../../url/searchParams.js';

/** What the address of this page says beside the scope. */
export const dataSearch = z.object({
  /** the source whose settings are open */
  source: textParam,
  /** the dialog that adds a source is open */
  add: flagParam,
  /** the connector that is open */
  connector: textParam,
  /** the source whose deliveries are shown */
  from_source: textParam,
  sender_id: textParam,
  state: choiceParam(['pending', 'done', 'duplicate', 'quarantined', 'discarded']),
  since: choiceParam(['1h', '24h', '7d']),
  q: textParam,
  /** the delivery that is open */
  delivery: textParam,
  /** the import job that is open */
  job: textParam,
});
