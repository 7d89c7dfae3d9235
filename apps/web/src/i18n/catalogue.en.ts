import { appEn } from '../app/app.en.js';
import { deliveriesEn } from '../features/deliveries/deliveries.en.js';
import { incidentsEn } from '../features/incidents/incidents.en.js';
import { rulesEn } from '../features/rules/rules.en.js';
import { sourcesEn } from '../features/sources/sources.en.js';
import { definitionsEn } from '../ui/definitions.en.js';
import { uiEn } from '../ui/ui.en.js';

/** Every English message. A feature adds one import and one line. */
export const catalogueEn = {
  ...appEn,
  ...uiEn,
  ...definitionsEn,
  ...rulesEn,
  ...deliveriesEn,
  ...sourcesEn,
  ...incidentsEn,
} as const;
