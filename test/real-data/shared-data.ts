import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Real data lies beside the checkout and is never committed; where it is absent its tests skip, and say so. */
export const SHARED_DATA = join(import.meta.dirname, '../../../shared/data');

export const hasSharedData = existsSync(SHARED_DATA);
