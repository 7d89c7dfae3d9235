import type { catalogueEn } from './catalogue.en.js';

/** Every key of the catalogues. English is the source; Japanese must have the same keys. */
export type MessageKey = keyof typeof catalogueEn;
