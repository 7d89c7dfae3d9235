import { appJa } from '../app/app.ja.js';
import { deliveriesJa } from '../features/deliveries/deliveries.ja.js';
import { incidentsJa } from '../features/incidents/incidents.ja.js';
import { rulesJa } from '../features/rules/rules.ja.js';
import { sourcesJa } from '../features/sources/sources.ja.js';
import { definitionsJa } from '../ui/definitions.ja.js';
import { uiJa } from '../ui/ui.ja.js';
import type { MessageKey } from './messageKey.js';

/** Every Japanese message. A feature adds one import and one line; a missing key does not compile. */
export const catalogueJa: Readonly<Record<MessageKey, string>> = {
  ...appJa,
  ...uiJa,
  ...definitionsJa,
  ...rulesJa,
  ...deliveriesJa,
  ...sourcesJa,
  ...incidentsJa,
};
