import type { Adapter } from './adapter.js';
import { readAlertmanager } from './alertmanager.adapter.js';
import { readAlertmanagerEvents } from './alertmanager-events.adapter.js';
import { readAlertmanagerReceiver } from './alertmanager-receiver.adapter.js';
import { readCloudevents } from './cloudevents.adapter.js';
import { readCloudwatch } from './cloudwatch.adapter.js';
import { readDatadog } from './datadog.adapter.js';
import { readGeneric } from './generic.adapter.js';
import { readGithub } from './github.adapter.js';
import { readGrafana } from './grafana.adapter.js';
import { readJira } from './jira.adapter.js';
import { readLinear } from './linear.adapter.js';
import { readMackerel } from './mackerel.adapter.js';
import { readOpsgenie } from './opsgenie.adapter.js';
import { readPagerduty } from './pagerduty.adapter.js';
import { readPagerdutyEvents } from './pagerduty-events.adapter.js';
import { readSentry } from './sentry.adapter.js';
import { readZabbix } from './zabbix.adapter.js';

/** What reads a delivery, by the name that is stored with it. */
export const adapters: ReadonlyMap<string, Adapter> = new Map([
  ['alertmanager', readAlertmanager],
  ['alertmanager-receiver', readAlertmanagerReceiver],
  ['alertmanager-events', readAlertmanagerEvents],
  ['grafana', readGrafana],
  ['pagerduty', readPagerduty],
  ['pagerduty-events', readPagerdutyEvents],
  ['cloudevents', readCloudevents],
  ['generic', readGeneric],
  ['github', readGithub],
  ['jira', readJira],
  ['linear', readLinear],
  ['cloudwatch', readCloudwatch],
  ['datadog', readDatadog],
  ['mackerel', readMackerel],
  ['opsgenie', readOpsgenie],
  ['sentry', readSentry],
  ['zabbix', readZabbix],
]);
