import { appEn } from '../app/app.en.js';
import { definitionsEn } from '../ui/definitions.en.js';
import { uiEn } from '../ui/ui.en.js';

/** Every English message. A feature adds one import and one line. */
export const catalogueEn = {
  ...appEn,
  ...uiEn,
  ...definitionsEn,
} as const;
