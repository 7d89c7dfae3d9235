import { z } from 'zod';

/** The list of reports says nothing in its address beside the scope. */
export const reportsSearch = z.object({});
