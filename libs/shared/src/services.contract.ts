import { z } from 'zod';
import { PageQuery, pageOf } from './page.contract.js';
import { RowId } from './row-id.js';

const Name = z.string().trim().min(1).max(200);
const Alias = z.string().trim().min(1).max(200);
const Url = z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' }).max(2000);

export const ServiceSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  /** a service with a parent is a component of it */
  parentId: z.string().nullable(),
  description: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  /** other names under which sources speak of it */
  aliases: z.array(z.string()),
  isSample: z.boolean(),
  createdAt: z.string(),
  archivedAt: z.string().nullable(),
});
export type Service = z.infer<typeof ServiceSchema>;

/** GET /api/v1/services, by name. */
export const ServicesQuery = z.strictObject({
  ...PageQuery.shape,
  archived: z.enum(['0', '1']).optional().describe('1: those that were archived as well'),
  team: RowId.optional(),
});
export type ServicesQuery = z.infer<typeof ServicesQuery>;
export const ServicesResponse = pageOf(ServiceSchema);
export type ServicesResponse = z.infer<typeof ServicesResponse>;

const serviceFields = {
  teamId: RowId.nullable(),
  parentId: RowId.nullable(),
  description: z.string().trim().max(5000).nullable(),
  runbookUrl: Url.nullable(),
  aliases: z.array(Alias).max(100),
};

/** POST /api/v1/services → 201 Service; its key is made of the name. */
export const CreateServiceBody = z.strictObject({
  name: Name,
  ...z.object(serviceFields).partial().shape,
});
export type CreateServiceBody = z.infer<typeof CreateServiceBody>;

/** PATCH /api/v1/services/<id> → Service. An archived service is no longer offered; its past stays. */
export const UpdateServiceBody = z.strictObject({
  name: Name.optional(),
  archived: z.boolean().optional(),
  ...z.object(serviceFields).partial().shape,
});
export type UpdateServiceBody = z.infer<typeof UpdateServiceBody>;
