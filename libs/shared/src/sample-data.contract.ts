import { z } from 'zod';

/** GET /api/v1/sample-data: whether the sample company is loaded, and how much of it there is. */
export const SampleDataResponse = z.object({
  present: z.boolean(),
  counts: z.object({
    teams: z.number().int(),
    services: z.number().int(),
    alertRules: z.number().int(),
    episodes: z.number().int(),
    incidents: z.number().int(),
    actionItems: z.number().int(),
    reviews: z.number().int(),
    coverageGaps: z.number().int(),
  }),
});
export type SampleDataResponse = z.infer<typeof SampleDataResponse>;

/** POST /api/v1/sample-data → 201; the same seed gives the same company. 409 when it is there already. */
export const CreateSampleDataBody = z.strictObject({
  seed: z.number().int().min(0).max(4_294_967_295).default(7),
});
export type CreateSampleDataBody = z.output<typeof CreateSampleDataBody>;
