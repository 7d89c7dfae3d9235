import { z } from 'zod';

/** Where a list in the order of names goes on: the last name in small letters, and its id. */
export const NameCursor = z.strictObject({ name: z.string(), id: z.string().regex(/^\d{1,18}$/) });
