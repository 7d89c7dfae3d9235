import { SetMetadata } from '@nestjs/common';

export const ALSO_AS_CSV = 'alsoAsCsv';

/** On a handler or controller of figures: with `?format=csv` its answer is a table of its figures (`figureTable`). */
export const AlsoAsCsv = () => SetMetadata(ALSO_AS_CSV, true);
