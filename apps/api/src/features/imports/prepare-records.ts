import { ActionItemImportRecord } from '@tenken/shared/action-items.contract';
import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import { CatalogImportRecord, EpisodeStateRecord, type ImportKind } from '@tenken/shared/imports.contract';
import { IncidentImportRecord } from '@tenken/shared/incidents.contract';
import { PostmortemImportRecord } from '@tenken/shared/postmortems.contract';
import { RuleImportRecord } from '@tenken/shared/rule-import.contract';
import type { z } from 'zod';
import { DomainError, type FieldError } from '../../errors/domain-error.js';
import { parseRecord } from '../../errors/parse-record.js';
import { type EpisodeEvent, EpisodeService, type EpisodeTransition } from '../episodes/episode.service.js';
import { fastEpisode } from './fast-episode.js';
import type { ReadRecord } from './mapping/record-reader.js';
import { RECORDING_RULE } from './rules/read-rule-file.js';

/** Why a record is not taken. */
export interface RecordProblem {
  field: string | null;
  /** in English */
  reason: string;
  code: string | null;
  params: Record<string, string | number>;
  /** what else is wrong with the record */
  others: OtherProblem[];
}
type OtherProblem = Omit<RecordProblem, 'others'>;

/** A record that fits its contract, or why it does not. */
export interface PreparedRecord {
  line: number;
  raw: string;
  problem: RecordProblem | null;
  /** parsed by the kind's contract */
  record: unknown;
  episode: { source: string; transition: EpisodeTransition | null; event: EpisodeEvent | null } | null;
}

const CONTRACTS: Record<Exclude<ImportKind, 'episodes'>, z.ZodType> = {
  incidents: IncidentImportRecord,
  postmortems: PostmortemImportRecord,
  'action-items': ActionItemImportRecord,
  rules: RuleImportRecord,
  catalog: CatalogImportRecord,
};

/** Checks records by the contract of their kind, before anything touches the database. */
export function prepareRecords(
  kind: ImportKind,
  records: readonly ReadRecord[],
  receivedAt: Date,
): PreparedRecord[] {
  return records.map((read): PreparedRecord => {
    const { line, raw } = read;
    const empty = { line, raw, problem: null, record: null, episode: null };
    if (read.problems.length > 0) return { ...empty, problem: firstProblem(read.problems) };
    try {
      if (kind === 'episodes') return { ...empty, episode: toEpisode(read.value, receivedAt) };
      // fires nothing, so it is nothing to take
      if (kind === 'rules' && read.value?.kind === RECORDING_RULE) return empty;
      return { ...empty, record: parseRecord(CONTRACTS[kind], read.value) };
    } catch (error) {
      return { ...empty, problem: problemOf(error) };
    }
  });
}

function toEpisode(value: unknown, receivedAt: Date): PreparedRecord['episode'] {
  const fast = fastEpisode(value);
  if (fast === null && isState(value)) {
    const { source, state, at, rule, ...said } = parseRecord(EpisodeStateRecord, value);
    const event: EpisodeEvent = {
      ruleUid: said.ruleUid ?? rule,
      ruleName: rule,
      groupName: said.group ?? null,
      fingerprint: said.fingerprint ?? fingerprintOf(rule, said.labels ?? {}, receivedAt, at),
      startsAt: null,
      kind: state,
      at: new Date(at),
      service: said.service ?? null,
      severity: said.severity || null,
      labels: said.labels ?? {},
      annotations: said.annotations ?? {},
      generatorUrl: said.url ?? null,
      summary: said.summary ?? null,
      runbookUrl: said.runbookUrl ?? null,
      receivedAt,
    };
    return { source: source ?? 'import', transition: null, event };
  }
  const parsed = fast ?? parseRecord(EpisodeImportRecord, value);
  return {
    source: parsed.source ?? 'import',
    transition: EpisodeService.fromRecord(parsed, receivedAt),
    event: null,
  };
}

/** One change of state of an alert, where the file has no row per episode. */
function isState(value: unknown): boolean {
  const { state, at, startsAt } = (value ?? {}) as Record<string, unknown>;
  return state !== undefined && at !== undefined && startsAt === undefined;
}

/** As an episode of the same labels has it. */
function fingerprintOf(rule: string, labels: Record<string, string>, receivedAt: Date, at: string): string {
  return EpisodeService.fromRecord({ rule, labels, startsAt: at }, receivedAt).fingerprint;
}

function firstProblem([first, ...others]: ReadRecord['problems']): RecordProblem {
  const own = ({ field, reason, code, params }: ReadRecord['problems'][number]) => ({
    field,
    reason,
    code,
    params,
  });
  return { ...own(first!), others: others.map(own) };
}

/** What a domain error says of a record. Any other error is not the record's fault. */
export function problemOf(error: unknown): RecordProblem {
  if (!(error instanceof DomainError)) throw error;
  const [first, ...others] = error.options.errors ?? [];
  if (first === undefined) {
    return { field: null, reason: error.message, code: error.code, params: {}, others: [] };
  }
  const problem = ({ path, message, code, params = {} }: FieldError) => ({
    field: path === '' ? null : path,
    reason: message,
    // an error of one field has its code itself
    code: code ?? (error.code === 'invalid_field' ? null : error.code),
    params,
  });
  return { ...problem(first), others: others.map(problem) };
}
