import { z } from 'zod';
import { RowId } from './row-id.js';

/** The pages whose address can be kept under a name; each is also the page's path without its slash. */
export const SAVED_VIEW_PAGES = [
  'trends',
  'incidents',
  'actions',
  'rules',
  'episodes',
  'postmortems',
] as const;
export const SavedViewPageSchema = z.enum(SAVED_VIEW_PAGES);
export type SavedViewPage = z.infer<typeof SavedViewPageSchema>;

export const SAVED_VIEW_NAME_MAX = 80;
const Name = z.string().trim().min(1).max(SAVED_VIEW_NAME_MAX);
/** The address after the question mark, `severity=SEV1&team=3`: one line, empty for the page as it is. */
const Search = z
  .string()
  .max(4000)
  .regex(/^(?!\?)[^\s#]*$/, 'expected the text of an address after its question mark');

/** `owner` is `me` for one's own (nobody else sees them), `team` for a view that everybody who is signed in sees. */
export const SavedViewSchema = z.object({
  id: z.string(),
  page: SavedViewPageSchema,
  name: z.string(),
  search: z.string(),
  owner: z.enum(['me', 'team']),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  /** who made it; null when that person is gone or a token made it */
  createdBy: z.string().nullable(),
  /** the reader made it, and so may take it back from the team */
  isMine: z.boolean(),
  /** the reader's page opens with it */
  isDefault: z.boolean(),
  updatedAt: z.iso.datetime(),
  rowVersion: z.int32(),
});
export type SavedView = z.infer<typeof SavedViewSchema>;

/** GET /api/v1/saved-views?page=: one's own first, then those of the teams, by name. All of them: there is no next page. */
export const SavedViewsQuery = z.strictObject({ page: SavedViewPageSchema.optional() });
export type SavedViewsQuery = z.infer<typeof SavedViewsQuery>;
export const SavedViewsResponse = z.object({ items: z.array(SavedViewSchema), nextCursor: z.null() });
export type SavedViewsResponse = z.infer<typeof SavedViewsResponse>;

/** POST /api/v1/saved-views → 201 SavedView. Without a team it is one's own. */
export const CreateSavedViewBody = z.strictObject({
  page: SavedViewPageSchema,
  name: Name,
  search: Search,
  teamId: RowId.nullable().default(null),
  isDefault: z.boolean().default(false),
});
export type CreateSavedViewBody = z.infer<typeof CreateSavedViewBody>;

/**
 * PATCH /api/v1/saved-views/<id> → SavedView; DELETE → 204, and POST …/restore → SavedView brings it back. `isDefault`
 * is the reader's own choice and asks for no row version; what others see does.
 */
export const PatchSavedViewBody = z
  .strictObject({
    name: Name.optional(),
    search: Search.optional(),
    teamId: RowId.nullable().optional(),
    isDefault: z.boolean().optional(),
    rowVersion: z.int32().optional(),
  })
  .refine(
    (body) =>
      body.rowVersion !== undefined ||
      (body.name === undefined && body.search === undefined && body.teamId === undefined),
    { path: ['rowVersion'], message: 'needed to change what others may have changed meanwhile' },
  );
export type PatchSavedViewBody = z.infer<typeof PatchSavedViewBody>;
