import { z } from 'zod';

/** What the address of this page says beside the scope. Use the parts of `url/searchParams.ts`. */
export const settingsSearch = z.object({});
