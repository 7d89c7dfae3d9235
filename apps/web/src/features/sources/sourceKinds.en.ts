/** What can be connected: a sentence each, and what it cannot tell. */
export const sourceKindsEn = {
  'sources.group.alerts': 'Alerts',
  'sources.group.tracker': 'Action items',
  'sources.group.generic': 'Anything else',
  'sources.kind.filter': 'Filter',
  'sources.kind.none': 'Nothing of this name. “Generic JSON” takes whatever a mapping can describe.',
  'sources.blind.title': 'What it cannot tell',

  'sources.kind.alertmanager': 'Alertmanager, Prometheus',
  'sources.kind.generic': 'Generic JSON',
  'sources.kind.github': 'GitHub issues',
  'sources.kind.sample': 'Sample data',
  'sources.kind.import': 'Import',

  'sources.kind.alertmanager.hint': 'By webhook, and as one more Alertmanager of Prometheus',
  'sources.kind.alertmanager-events.hint':
    'The event recorder of Alertmanager 0.33 and newer: silences, inhibitions and each notification as well',
  'sources.kind.grafana.hint': 'Grafana Alerting, by a webhook contact point',
  'sources.kind.pagerduty.hint': 'Incidents with acknowledgements, by webhook v3',
  'sources.kind.pagerduty-events.hint':
    'Takes the place of PagerDuty’s Events API v2: senders change one address and one key',
  'sources.kind.datadog.hint': 'Monitors, by a webhook with our template',
  'sources.kind.mackerel.hint': 'Monitors of every type, by a webhook channel',
  'sources.kind.cloudwatch.hint': 'Alarms, by an SNS topic with an HTTPS subscription',
  'sources.kind.opsgenie.hint': 'Alerts with acknowledgements, by outgoing webhook',
  'sources.kind.sentry.hint': 'Issue alerts and metric alerts, by an internal integration',
  'sources.kind.zabbix.hint': 'Problems, by a media type that you import',
  'sources.kind.github.hint': 'Whether action items are done, by signed webhook',
  'sources.kind.jira.hint': 'Whether action items are done or declined, by webhook',
  'sources.kind.linear.hint': 'Whether action items are done or cancelled, by signed webhook',
  'sources.kind.cloudevents.hint': 'CloudEvents 1.0 over HTTP: binary, structured and batches',
  'sources.kind.generic.hint': 'Whatever can send JSON; a mapping that you write here says how it is read',

  'sources.kind.alertmanager.blind':
    'The webhook never tells of silenced and inhibited alerts, nor of those that start and end within one group interval. The way in for Prometheus sees them, but not whether anybody was notified. Use both.',
  'sources.kind.alertmanager-events.blind':
    'Three attempts, then an event is lost: compare with the other ways in. Acknowledgements do not exist in Alertmanager.',
  'sources.kind.grafana.blind':
    'Silenced alerts and those shorter than a group interval are not sent. A delivery that fails is not repeated before the next notification of its group.',
  'sources.kind.pagerduty.blind':
    'Incidents, not the alerts inside them. What a suppression rule swallowed never becomes an incident.',
  'sources.kind.pagerduty-events.blind':
    'Nobody is paged by Tenken: acknowledgements come only if the sender sends them.',
  'sources.kind.datadog.blind':
    'Muted monitors and downtimes send nothing. There are no acknowledgements. A start is the time of the first notification.',
  'sources.kind.mackerel.blind':
    'Muted monitors send nothing, and there are no acknowledgements. Two monitors of one type and one name count as one rule: rename one of them.',
  'sources.kind.cloudwatch.blind':
    'Alarms with actions switched off send nothing. There are no acknowledgements, and whether anybody was paged is decided behind the topic.',
  'sources.kind.opsgenie.blind':
    'Alerts that a policy suppressed before an action do not come. Opsgenie ends on 5 April 2027.',
  'sources.kind.sentry.blind':
    'An issue alert has no end of its own: it ends when the issue is resolved. Sentry stops sending after 1,000 time-outs in a day.',
  'sources.kind.zabbix.blind':
    'Only what its actions send. Problems suppressed by maintenance are held back until the maintenance is over.',
  'sources.kind.github.blind': 'Lost webhooks are not repeated by GitHub: the connector compares each night.',
  'sources.kind.jira.blind':
    'Done or declined is read from the category of the status and from the resolution, not from names of statuses.',
  'sources.kind.linear.blind': 'Issues in teams that the webhook does not cover do not come.',
  'sources.kind.cloudevents.blind': 'Only what its mapping finds.',
  'sources.kind.generic.blind': 'Only what is sent: an alert without an end stays open.',
} as const;
