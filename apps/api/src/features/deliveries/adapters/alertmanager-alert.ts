import { labelFingerprint } from '@tenken/shared/label-fingerprint';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { z } from 'zod';
import type { EpisodeTransition } from '../../episodes/episode.service.js';

const DEFAULT_SERVICE_LABELS = ['service', 'app', 'job'];
const DEFAULT_SEVERITY_LABEL = 'severity';
const MAX_NAME_LENGTH = 500;
const SUMMARY_LENGTH = 2000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const EXPECTED_TIME = 'expected a time such as 2026-11-21T09:30:00Z';

/**
 * A time as Go writes it: any number of decimals, of which milliseconds are kept; Go's zero (year 1) is null, it
 * stands for "none".
 */
export const GoTime = z
  .string(EXPECTED_TIME)
  .regex(RFC3339, EXPECTED_TIME)
  .transform((text, context) => {
    if (text.startsWith('0001-')) return null;
    const ms = Date.parse(text);
    if (ms >= EARLIEST && ms < LATEST) return new Date(ms);
    context.addIssue({ code: 'custom', message: 'expected a time from the year 2000 to 2099' });
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
  { path: ['alertname'], message: `expected the name of the rule, at most ${MAX_NAME_LENGTH} characters` },
);

export const AlertAnnotations = Texts.nullish().transform((annotations) => annotations ?? {});

/** What both ways in of an Alertmanager have in common. */
export interface AlertmanagerAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string | null;
  /** as sent; computed from the labels when it is not, by the same algorithm, so that both ways in meet */
  fingerprint: string | null;
}

/**
 * The part of a transition that does not depend on time. The rule of an Alertmanager alert is its name: labels vary
 * between alerts of one rule, and groups are not sent.
 */
export function describeAlert(
  alert: AlertmanagerAlert,
  settings: SourceSettings,
): Omit<EpisodeTransition, 'startsAt' | 'receivedAt'> {
  const { labels, annotations } = alert;
  const name = labels.alertname!;
  const serviceLabel = (settings.serviceLabels ?? DEFAULT_SERVICE_LABELS).find((label) => labels[label]);
  const summary = annotations.summary ?? annotations.description ?? annotations.message ?? null;
  return {
    ruleUid: name,
    ruleName: name,
    groupName: null,
    fingerprint: alert.fingerprint ?? labelFingerprint(labels),
    service: serviceLabel === undefined ? null : labels[serviceLabel]!,
    severity: labels[settings.severityLabel ?? DEFAULT_SEVERITY_LABEL] ?? null,
    labels,
    annotations,
    generatorUrl: alert.generatorUrl,
    summary: summary === null ? null : summary.slice(0, SUMMARY_LENGTH),
    runbookUrl: annotations.runbook_url ?? annotations.runbook ?? null,
  };
}
