import { z } from 'zod';
import { pageOf } from './page.contract.js';
import { CommaList } from './range.contract.js';
import { SignalSchema } from './signals.js';

const Id = z.string();
const IdParam = z.string().regex(/^\d{1,18}$/, 'expected the id of a row');
const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** What is known of a service and a signal, the worst first (METRICS.md section 7). */
export const CELL_STATES = ['gap', 'none', 'untested', 'accepted', 'proven'] as const;
export const CellStateSchema = z.enum(CELL_STATES);
export type CellState = z.infer<typeof CellStateSchema>;

export const CoverageRuleSchema = z.object({
  id: Id,
  name: z.string(),
  signalOrigin: z.enum(['guessed', 'human']),
});

export const CoverageCellSchema = z.object({
  signal: SignalSchema,
  state: CellStateSchema,
  rules: z.array(CoverageRuleSchema),
  /** `proven`: the newest incident that a rule caught in time by a confirmed link */
  proof: z
    .object({ incidentId: Id, title: z.string(), alertRuleId: Id, ruleName: z.string(), at: Instant })
    .nullable(),
  /** gaps that are not deleted, open ones first */
  gapIds: z.array(Id),
});
export type CoverageCell = z.infer<typeof CoverageCellSchema>;

/** GET /api/v1/coverage: every service (of the filter) with one cell per signal, in the order of `signals`. */
export const CoverageQuery = z.strictObject({
  service: CommaList.optional(),
  team: CommaList.optional(),
});
export type CoverageQuery = z.infer<typeof CoverageQuery>;

export const CoverageResponse = z.object({
  definition: z.object({ key: z.string(), version: z.number().int(), text: z.string() }),
  signals: z.array(SignalSchema),
  services: z.array(
    z.object({ id: Id, name: z.string(), parentId: Id.nullable(), cells: z.array(CoverageCellSchema) }),
  ),
  /** rules that no signal could be guessed for, or without a service: listed, never counted as covered */
  unmapped: z.array(
    z.object({ id: Id, name: z.string(), serviceId: Id.nullable(), serviceName: z.string().nullable() }),
  ),
  counts: z.record(CellStateSchema, z.number().int()),
});
export type CoverageResponse = z.infer<typeof CoverageResponse>;

/** GET /api/v1/coverage/cells: the cells behind a count of the matrix, by service and signal. */
export const CoverageCellsQuery = z.strictObject({
  ...CoverageQuery.shape,
  state: CommaList.pipe(z.array(CellStateSchema)).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type CoverageCellsQuery = z.infer<typeof CoverageCellsQuery>;

export const CoverageCellRowSchema = CoverageCellSchema.extend({ serviceId: Id, serviceName: z.string() });
export type CoverageCellRow = z.infer<typeof CoverageCellRowSchema>;
export const CoverageCellsResponse = pageOf(CoverageCellRowSchema).extend({ total: z.number().int() });
export type CoverageCellsResponse = z.infer<typeof CoverageCellsResponse>;

// --- gaps ----------------------------------------------------------------------------------------

export const GapStatusSchema = z.enum(['open', 'in_progress', 'closed', 'proven', 'accepted']);
export type GapStatus = z.infer<typeof GapStatusSchema>;

export const CoverageGapSchema = z.object({
  id: Id,
  serviceId: Id,
  serviceName: z.string(),
  signal: SignalSchema,
  incident: z.object({ id: Id, title: z.string(), severity: z.string().nullable() }).nullable(),
  reviewSessionId: Id.nullable(),
  /** what should have fired */
  expected: z.string(),
  owner: z.string().nullable(),
  ownerId: Id.nullable(),
  dueOn: Day.nullable(),
  status: GapStatusSchema,
  /** open or in progress past its due date */
  isOverdue: z.boolean(),
  acceptedReason: z.string().nullable(),
  acceptedUntil: Day.nullable(),
  /** accepted, and the date to look again has come */
  acceptanceExpired: z.boolean(),
  closingRule: z.object({ id: Id, name: z.string() }).nullable(),
  closedAt: Instant.nullable(),
  /** the next real firing of the closing rule */
  proof: z.object({ episodeId: Id, at: Instant }).nullable(),
  actionItem: z.object({ id: Id, title: z.string(), status: z.string() }).nullable(),
  rowVersion: z.int32(),
  createdAt: Instant,
  deletedAt: Instant.nullable(),
});
export type CoverageGap = z.infer<typeof CoverageGapSchema>;

/** GET /api/v1/coverage-gaps: what needs doing first. */
export const CoverageGapsQuery = z.strictObject({
  service: CommaList.optional(),
  team: CommaList.optional(),
  signal: CommaList.optional(),
  incident: CommaList.optional(),
  reviewSessionId: IdParam.optional(),
  status: CommaList.pipe(z.array(GapStatusSchema)).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
export type CoverageGapsQuery = z.infer<typeof CoverageGapsQuery>;
export const CoverageGapsResponse = pageOf(CoverageGapSchema);
export type CoverageGapsResponse = z.infer<typeof CoverageGapsResponse>;

const Owner = z.string().trim().min(1).max(200);

/** POST /api/v1/coverage-gaps → 201 CoverageGap */
export const CreateCoverageGapBody = z.strictObject({
  serviceId: IdParam,
  signal: SignalSchema,
  incidentId: IdParam.optional(),
  reviewSessionId: IdParam.optional(),
  expected: z.string().trim().max(2000).optional(),
  owner: Owner.optional(),
  ownerId: IdParam.optional(),
  dueOn: Day.optional(),
  /** also makes an action item of type `detect` with this owner and due date */
  createActionItem: z.boolean().optional(),
  actionItemTitle: z.string().trim().min(1).max(300).optional(),
});
export type CreateCoverageGapBody = z.infer<typeof CreateCoverageGapBody>;

/**
 * PATCH /api/v1/coverage-gaps/<id> → CoverageGap; 409 `stale` when `rowVersion` is not the newest. `closed` asks for
 * `closingAlertRuleId`, `accepted` for a reason and a date to look again. `proven` is never set by hand: the next real
 * firing of the closing rule does it. Undo = the old values again; `deleted: false` brings a deleted one back.
 */
export const PatchCoverageGapBody = z.strictObject({
  rowVersion: z.int32(),
  signal: SignalSchema.optional(),
  expected: z.string().trim().max(2000).optional(),
  owner: Owner.nullable().optional(),
  ownerId: IdParam.nullable().optional(),
  dueOn: Day.nullable().optional(),
  status: z.enum(['open', 'in_progress', 'closed', 'accepted']).optional(),
  closingAlertRuleId: IdParam.nullable().optional(),
  acceptedReason: z.string().trim().min(1).max(2000).nullable().optional(),
  acceptedUntil: Day.nullable().optional(),
  deleted: z.boolean().optional(),
});
export type PatchCoverageGapBody = z.infer<typeof PatchCoverageGapBody>;
