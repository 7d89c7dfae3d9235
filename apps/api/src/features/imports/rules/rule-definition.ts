import type { RuleImportRecord } from '@tenken/shared/rule-import.contract';
import { DomainError } from '../../../errors/domain-error.js';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';

const UNIT_SECONDS: Record<string, number> = {
  y: 31_536_000,
  w: 604_800,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

/** Seconds of a Prometheus duration (`1h30m`, `90s`, `0`) or of a number of seconds; null for none, undefined if neither. */
export function parsePrometheusDuration(
  duration: string | number | null | undefined,
): number | null | undefined {
  if (duration === null || duration === undefined) return null;
  if (typeof duration === 'number')
    return duration >= 0 && duration < 2 ** 31 ? Math.round(duration) : undefined;
  const text = duration.trim();
  if (text === '') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^(\d{1,9}y)?(\d{1,9}w)?(\d{1,9}d)?(\d{1,9}h)?(\d{1,9}m)?(\d{1,9}s)?(\d{1,9}ms)?$/.test(text))
    return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g))
    seconds += Number(amount) * UNIT_SECONDS[unit!]!;
  return seconds < 2 ** 31 ? Math.round(seconds) : undefined;
}

/**
 * What the catalogue wants to know of an imported rule. The name is its identity, as it is of the alerts that
 * Alertmanager sends. Throws `invalid` for a duration that is none.
 */
export function ruleDefinition(record: RuleImportRecord): RuleDefinition {
  const labels = record.labels ?? {};
  const annotations = record.annotations ?? {};
  return {
    uid: record.alert,
    name: record.alert,
    groupName: record.group ?? null,
    file: record.file ?? null,
    expression: record.expr.trim(),
    forSeconds: seconds(record.for, 'for'),
    keepFiringForSeconds: seconds(record.keep_firing_for, 'keep_firing_for'),
    labels,
    annotations,
    severity: labels.severity ?? null,
    service: labels.service ?? null,
    summary: annotations.summary ?? annotations.description ?? null,
    runbookUrl: annotations.runbook_url ?? annotations.runbook ?? null,
    dashboardUrl: annotations.dashboard_url ?? annotations.dashboard ?? null,
  };
}

function seconds(duration: string | number | null | undefined, field: string): number | null {
  const parsed = parsePrometheusDuration(duration);
  if (parsed === undefined)
    throw DomainError.invalid(
      field,
      `expected a duration such as 5m or 1h30m, got ${duration}`,
      'not_a_prometheus_duration',
    );
  return parsed;
}
