import { z } from 'zod';
import type { PageQuery } from './page.contract.js';

/** Files in which every list leaves. CSV: UTF-8 with BOM, one line a row; JSON: one array of the list's own items. */
export const ExportFormat = z.enum(['csv', 'json']);
export type ExportFormat = z.infer<typeof ExportFormat>;

type Filters<Shape> = Omit<Shape, keyof typeof PageQuery.shape>;

/** The query of a list's `/export`: its filters without the page, and the format. */
export function exportQueryOf<Shape extends z.core.$ZodShape>(
  list: z.ZodObject<Shape>,
): z.ZodObject<Filters<Shape> & { format: z.ZodDefault<typeof ExportFormat> }, z.core.$strict> {
  const { limit: _, cursor: __, ...filters } = list.shape as Shape & Partial<typeof PageQuery.shape>;
  return z.strictObject({
    // what is left of a generic shape is no object type to the compiler, and the schema made of it neither
    ...(filters as unknown as Filters<Shape>),
    format: ExportFormat.default('csv'),
  }) as never;
}
