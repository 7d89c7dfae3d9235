import { labelFingerprint } from '@tenken/shared/label-fingerprint';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { EpisodeTransition } from '../../episodes/episode.service.js';
import { isCalendarDay } from './is-calendar-day.js';

const DEFAULT_SERVICE_LABELS = ['service', 'app', 'job'];
const DEFAULT_SEVERITY_LABEL = 'severity';
export const MAX_NAME_LENGTH = 500;
const SUMMARY_LENGTH = 2000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const EXPECTED_TIME = expects('time_such_as', { example: '2026-11-21T09:30:00Z' });
const EXPECTED_YEARS = expects('time_in_years', { from: 2000, to: 2099 });

/** Null for Go's zero (year 1, "none"), undefined for what is no time from 2000 to 2099. Cut to milliseconds. */
export function parseGoTime(text: string): Date | null | undefined {
  if (!RFC3339.test(text)) return undefined;
  if (text.startsWith('0001-')) return null;
  if (!isCalendarDay(text)) return undefined;
  const ms = Date.parse(text);
  return ms >= EARLIEST && ms < LATEST ? new Date(ms) : undefined;
}

/**
 * A time as Go writes it: any number of decimals, of which milliseconds are kept; Go's zero (year 1) is null, it
 * stands for "none".
 */
export const GoTime = z
  .string(EXPECTED_TIME)
  .regex(RFC3339, EXPECTED_TIME)
  .transform((text, context) => {
    const at = parseGoTime(text);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: EXPECTED_YEARS });
    return z.NEVER;
  });

const Texts = z.record(z.string(), z.string());

/** Labels: what is empty is not there, as in Alertmanager. */
export const AlertLabels = Texts.transform((labels) => {
  for (const name in labels) if (labels[name] === '') delete labels[name];
  return labels;
}).refine(
  (labels) => {
    const name = labels.alertname;
    return name !== undefined && name.length <= MAX_NAME_LENGTH;
  },
  { path: ['alertname'], message: expects('rule_name', { max: MAX_NAME_LENGTH }) },
);

export const AlertAnnotations = Texts.nullish().transform((annotations) => annotations ?? {});

/** The fields that both ways in have in common, read. */
export interface AlertFields {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt?: Date | null | undefined;
  endsAt?: Date | null | undefined;
  generatorURL?: string | null | undefined;
}

/** What the two ways in say differently of an alert. */
export interface AlertTimes {
  /** as sent; null = computed from the labels by the same algorithm, so that both ways in meet */
  fingerprint: string | null;
  startsAt: Date;
  /** a real end */
  endsAt: Date | null;
  expectedEndAt: Date | null;
  notifiedAt: Date | null;
  receivedAt: Date;
}

/**
 * An alert as a transition. The rule of an Alertmanager alert is its name: labels vary between alerts of one rule, and
 * groups are not sent. One literal with all fields: a flood makes a hundred thousand of these.
 */
export function toTransition(
  alert: AlertFields,
  times: AlertTimes,
  settings: SourceSettings,
): EpisodeTransition {
  const { labels, annotations } = alert;
  const name = labels.alertname!;
  const summary = annotations.summary ?? annotations.description ?? annotations.message ?? null;
  return {
    ruleUid: name,
    ruleName: name,
    groupName: null,
    fingerprint: times.fingerprint ?? labelFingerprint(labels),
    service: firstOf(labels, settings.serviceLabels ?? DEFAULT_SERVICE_LABELS),
    severity: labels[settings.severityLabel ?? DEFAULT_SEVERITY_LABEL] ?? null,
    startsAt: times.startsAt,
    endsAt: times.endsAt,
    endReason: times.endsAt === null ? null : 'resolved',
    expectedEndAt: times.expectedEndAt,
    notifiedAt: times.notifiedAt,
    labels,
    annotations,
    generatorUrl: alert.generatorURL || null,
    summary: summary !== null && summary.length > SUMMARY_LENGTH ? summary.slice(0, SUMMARY_LENGTH) : summary,
    runbookUrl: annotations.runbook_url ?? annotations.runbook ?? null,
    receivedAt: times.receivedAt,
  };
}

function firstOf(labels: Record<string, string>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = labels[name];
    if (value !== undefined) return value;
  }
  return null;
}
