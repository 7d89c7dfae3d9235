import type { ConnectorKind } from '@tenken/shared/connectors.contract';
import type { PullKind } from './connector-kind.js';
import { alertmanagerSilences } from './kinds/alertmanager-silences.js';
import { githubIssues } from './kinds/github-issues.js';
import { jira } from './kinds/jira.js';
import { linear } from './kinds/linear.js';
import { mackerel } from './kinds/mackerel.js';
import { opsgenie } from './kinds/opsgenie.js';
import { pagerduty } from './kinds/pagerduty.js';
import { prometheusRules } from './kinds/prometheus-rules.js';

/** How each kind asks. */
export const PULL_KINDS: Readonly<Record<ConnectorKind, PullKind>> = {
  'prometheus-rules': prometheusRules,
  'alertmanager-silences': alertmanagerSilences,
  pagerduty,
  opsgenie,
  mackerel,
  'github-issues': githubIssues,
  jira,
  linear,
};
