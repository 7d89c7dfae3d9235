import { z } from 'zod';

/** The id of a database row in an address or a body: a bigint as decimal digits. */
export const RowId = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
