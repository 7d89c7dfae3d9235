import { z } from 'zod';
import { RowId } from './row-id.js';

const Instant = z.iso.datetime({ offset: true });

/** What can be fetched from, the kinds of source that it belongs to, and what it is for. */
export interface ConnectorKindInfo {
  readonly name: string;
  readonly sourceKinds: readonly string[];
  /** shown in an empty field; null where every installation has its own */
  readonly defaultUrl: string | null;
  readonly needsToken: boolean;
  /** past alerts or issues are fetched as well (HISTORY_DAYS back) */
  readonly hasHistory: boolean;
  /** what it finds should have come by itself: what had not is counted */
  readonly findsDrift: boolean;
  readonly intervalSeconds: number;
}

const DAY_SECONDS = 86_400;

export const CONNECTOR_KINDS = {
  'prometheus-rules': {
    name: 'Prometheus rules',
    sourceKinds: ['alertmanager'],
    defaultUrl: null,
    needsToken: false,
    hasHistory: false,
    findsDrift: false,
    intervalSeconds: 300,
  },
  'alertmanager-silences': {
    name: 'Alertmanager silences',
    sourceKinds: ['alertmanager'],
    defaultUrl: null,
    needsToken: false,
    hasHistory: false,
    findsDrift: true,
    intervalSeconds: 60,
  },
  pagerduty: {
    name: 'PagerDuty incidents',
    sourceKinds: ['pagerduty'],
    defaultUrl: 'https://api.pagerduty.com',
    needsToken: true,
    hasHistory: true,
    findsDrift: true,
    intervalSeconds: DAY_SECONDS,
  },
  opsgenie: {
    name: 'Opsgenie alerts',
    sourceKinds: ['opsgenie'],
    defaultUrl: 'https://api.opsgenie.com',
    needsToken: true,
    hasHistory: true,
    findsDrift: true,
    intervalSeconds: DAY_SECONDS,
  },
  mackerel: {
    name: 'Mackerel alerts and monitors',
    sourceKinds: ['mackerel'],
    defaultUrl: 'https://api.mackerelio.com',
    needsToken: true,
    hasHistory: true,
    findsDrift: true,
    intervalSeconds: DAY_SECONDS,
  },
  'github-issues': {
    name: 'GitHub issues',
    sourceKinds: ['github'],
    defaultUrl: 'https://api.github.com',
    needsToken: true,
    hasHistory: true,
    findsDrift: true,
    intervalSeconds: DAY_SECONDS,
  },
  jira: {
    name: 'Jira issues',
    sourceKinds: ['jira'],
    defaultUrl: null,
    needsToken: true,
    hasHistory: true,
    findsDrift: true,
    intervalSeconds: DAY_SECONDS,
  },
  linear: {
    name: 'Linear issues',
    sourceKinds: ['linear'],
    defaultUrl: 'https://api.linear.app',
    needsToken: true,
    hasHistory: true,
    findsDrift: true,
    intervalSeconds: DAY_SECONDS,
  },
} as const satisfies Record<string, ConnectorKindInfo>;

/** How far back history is fetched: what the first review looks at. */
export const HISTORY_DAYS = 90;

export const ConnectorKind = z.enum(Object.keys(CONNECTOR_KINDS) as [keyof typeof CONNECTOR_KINDS]);
export type ConnectorKind = z.infer<typeof ConnectorKind>;

const Repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/repository');

/** What a kind needs to know besides address and token. */
export const ConnectorSettings = z.strictObject({
  /** github-issues: which repositories */
  repositories: z.array(Repository).min(1).max(50).optional(),
  /** jira: which issues; all that the token may see, unless said */
  jql: z.string().trim().min(1).max(2000).optional(),
  /** jira in the cloud: the mail address that the token belongs to. Without it the token is a personal access token. */
  user: z.string().trim().min(1).max(200).optional(),
});
export type ConnectorSettings = z.infer<typeof ConnectorSettings>;

const Url = z
  .url({ protocol: /^https?$/, error: 'expected an address that begins with http:// or https://' })
  .max(500)
  .refine(
    (text) => !/^[a-z]+:\/\/[^/]*@/i.test(text),
    'put the token into its own field, not into the address',
  )
  .transform((text) => text.replace(/\/+$/, ''));
const Token = z.string().trim().min(1).max(2000);
const IntervalSeconds = z
  .number()
  .int()
  .min(30)
  .max(7 * DAY_SECONDS);

export const ConnectorRun = z.object({
  id: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** paused: its sender asked for patience; it goes on where it was */
  stage: z.enum(['running', 'done', 'paused', 'failed']),
  isManual: z.boolean(),
  requests: z.number().int(),
  records: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  unreadable: z.number().int(),
  /** null where nothing comes by itself, so that nothing can be missing */
  missing: z.number().int().nullable(),
  different: z.number().int().nullable(),
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
});
export type ConnectorRun = z.infer<typeof ConnectorRun>;

export const ConnectorRow = z.object({
  id: z.string(),
  sourceId: z.string(),
  sourceName: z.string(),
  kind: z.string(),
  url: z.string(),
  hasToken: z.boolean(),
  settings: ConnectorSettings,
  intervalSeconds: z.number().int(),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  /** its source is disabled, so it does not run either */
  isSourceDisabled: z.boolean(),
  isRunning: z.boolean(),
  nextRunAt: Instant.nullable(),
  lastStartedAt: Instant.nullable(),
  lastSuccessAt: Instant.nullable(),
  /** of the last run, until one succeeds */
  lastError: z.object({ at: Instant, code: z.string(), detail: z.string() }).nullable(),
  failures: z.number().int(),
  /** everything that happened before this has been compared; null before the first success */
  caughtUpTo: Instant.nullable(),
  /** from `caughtUpTo` to now */
  lagSeconds: z.number().nullable(),
  /** null for kinds without history; share 0 to 1 */
  history: z.object({ from: Instant, until: Instant, doneFrom: Instant, share: z.number() }).nullable(),
  /** of the runs that finished in the last 7 days; null where nothing comes by itself */
  drift: z.object({ missing: z.number().int(), different: z.number().int() }).nullable(),
});
export type ConnectorRow = z.infer<typeof ConnectorRow>;

/** GET /api/v1/connectors */
export const ConnectorsQuery = z.strictObject({
  /** those of one source */
  source: RowId.optional(),
});
export type ConnectorsQuery = z.infer<typeof ConnectorsQuery>;

export const ConnectorsResponse = z.object({ items: z.array(ConnectorRow), asOf: Instant });
export type ConnectorsResponse = z.infer<typeof ConnectorsResponse>;

export const ConnectorDriftRow = z.object({
  id: z.string(),
  runId: z.string(),
  foundAt: Instant,
  kind: z.enum(['missing', 'different', 'unreadable']),
  /** episode, action_item */
  subject: z.string(),
  externalId: z.string(),
  title: z.string(),
  /** field → [what was known, what the sender says] */
  changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
  /** where it is an episode that can be opened */
  episodeId: z.string().nullable(),
});
export type ConnectorDriftRow = z.infer<typeof ConnectorDriftRow>;

/** GET /api/v1/connectors/<id>: with its last runs and what they had found, newest first */
export const ConnectorDetail = z.object({
  connector: ConnectorRow,
  runs: z.array(ConnectorRun),
  drift: z.array(ConnectorDriftRow),
});
export type ConnectorDetail = z.infer<typeof ConnectorDetail>;

/** POST /api/v1/connectors → 201 ConnectorRow */
export const CreateConnectorBody = z.strictObject({
  sourceId: RowId,
  kind: ConnectorKind,
  url: Url,
  token: Token.nullable().optional(),
  settings: ConnectorSettings.optional(),
  /** the kind's own, unless said */
  intervalSeconds: IntervalSeconds.optional(),
});
export type CreateConnectorBody = z.infer<typeof CreateConnectorBody>;

/** PATCH /api/v1/connectors/<id> → ConnectorRow. A new address wants its token again: it must not go elsewhere. */
export const UpdateConnectorBody = z.strictObject({
  url: Url.optional(),
  token: Token.nullable().optional(),
  settings: ConnectorSettings.optional(),
  intervalSeconds: IntervalSeconds.optional(),
  disabled: z.boolean().optional(),
});
export type UpdateConnectorBody = z.infer<typeof UpdateConnectorBody>;

/** POST /api/v1/connectors/test: asks once and keeps nothing */
export const TestConnectorBody = z.strictObject({
  kind: ConnectorKind,
  sourceId: RowId,
  url: Url,
  token: Token.nullable().optional(),
  settings: ConnectorSettings.optional(),
});
export type TestConnectorBody = z.infer<typeof TestConnectorBody>;

export const TestConnectorResponse = z.object({
  ok: z.boolean(),
  /** `unauthorized`, `address_refused` …; null when it worked */
  code: z.string().nullable(),
  detail: z.string().nullable(),
  /** records on the first page */
  records: z.number().int().nullable(),
});
export type TestConnectorResponse = z.infer<typeof TestConnectorResponse>;
