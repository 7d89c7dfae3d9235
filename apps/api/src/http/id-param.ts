import { z } from 'zod';

/** The id of a row in an address: a bigint, kept as a string. */
export const idParam = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
