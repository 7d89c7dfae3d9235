import { appJa } from '../app/app.ja.js';
import { definitionsJa } from '../ui/definitions.ja.js';
import { uiJa } from '../ui/ui.ja.js';
import type { MessageKey } from './messageKey.js';

/** Every Japanese message. A feature adds one import and one line; a missing key does not compile. */
export const catalogueJa: Readonly<Record<MessageKey, string>> = {
  ...appJa,
  ...uiJa,
  ...definitionsJa,
};
