/** What is pasted where at each sender. */
export const sourceSnippetsEn = {
  'sources.snippet.copy': 'Copy the configuration',
  'sources.snippet.prometheus.title': 'Prometheus, as one more Alertmanager (recommended)',
  'sources.snippet.prometheus.hint':
    'prometheus.yml. Sees every alert: also silenced ones, and those too short to be notified.',
  'sources.snippet.alertmanager.title': 'Alertmanager, by webhook',
  'sources.snippet.alertmanager.hint':
    'alertmanager.yml. Tells which alerts notified somebody. Use both ways together: an alert that comes by both is one.',
  'sources.snippet.alertmanagerEvents.title': 'Alertmanager, event recorder',
  'sources.snippet.alertmanagerEvents.hint':
    'alertmanager.yml of 0.33 or newer. One worker keeps the events in order; they are understood in any order.',
  'sources.snippet.grafana.title': 'Grafana: Alerting → Contact points → Add contact point',
  'sources.snippet.grafana.hint':
    'Then add the contact point to your notification policies, with “continue matching”.',
  'sources.snippet.pagerduty.title': 'PagerDuty: Integrations → Generic Webhooks (v3) → New Webhook',
  'sources.snippet.pagerduty.hint':
    'PagerDuty shows a secret once the webhook is saved. Paste it into the field for the secret: without it nothing is taken in.',
  'sources.snippet.pagerdutyEvents.title': 'Any sender of PagerDuty’s Events API v2',
  'sources.snippet.pagerdutyEvents.hint':
    'Change the address and the key. Nothing else of the sender changes.',
  'sources.snippet.datadogAddress.title': 'Datadog: Integrations → Webhooks → New',
  'sources.snippet.datadogAddress.hint': 'Then mention @webhook-tenken in the message of each monitor.',
  'sources.snippet.datadogPayload.title': 'Datadog: Payload',
  'sources.snippet.datadogPayload.hint':
    'Paste it whole. Leave “Encode as form” off. What you add is kept; what you take out is named in the quarantine.',
  'sources.snippet.mackerel.title': 'Mackerel: Channels → Add channel → Webhook',
  'sources.snippet.mackerel.hint':
    'Tick “Alerts” and “Monitoring rules”. The token is in the address, because Mackerel sends no header of yours.',
  'sources.snippet.cloudwatch.title': 'Amazon SNS: the topic of your alarms → Create subscription',
  'sources.snippet.cloudwatch.hint':
    'The confirmation is answered by Tenken, only for topics that you allowed. Send OK and INSUFFICIENT_DATA actions to the topic as well, or alarms never end.',
  'sources.snippet.opsgenie.title': 'Opsgenie: Settings → Integrations → Webhook',
  'sources.snippet.opsgenie.hint': 'One outgoing webhook for all teams is enough.',
  'sources.snippet.sentry.title': 'Sentry: Settings → Custom Integrations → Internal Integration',
  'sources.snippet.sentry.hint':
    'Sentry then shows a client secret. Paste it into the field for the secret, and choose the integration as action in your alert rules.',
  'sources.snippet.zabbixMediaType.title': 'Zabbix: Alerts → Media types → Import',
  'sources.snippet.zabbixMediaType.hint':
    'Save it as a file with the ending .yaml and import it. Then give a user this media, and let an action send problems, recoveries and updates to that user.',
  'sources.snippet.github.title': 'GitHub: repository or organisation → Settings → Webhooks',
  'sources.snippet.github.hint':
    'Issues that are action items here, or that carry the label “postmortem” or “action-item”, are followed.',
  'sources.snippet.jira.title': 'Jira: System → WebHooks → Create',
  'sources.snippet.jira.hint': 'The JQL keeps other issues out; change it to your labels.',
  'sources.snippet.linear.title': 'Linear: Settings → API → New webhook',
  'sources.snippet.linear.hint': 'Linear shows a signing secret. Paste it into the field for the secret.',
  'sources.snippet.cloudevents.title': 'A CloudEvent, to try it',
  'sources.snippet.cloudevents.hint':
    'Structured events and batches are taken as well. Events of other types are read by the mapping.',
  'sources.snippet.curl.title': 'Any tool that can send HTTP',
  'sources.snippet.curl.hint':
    'Send the same alert again with "endsAt" when it ends. Repeating changes nothing. JSON of another shape is read by the mapping.',

  'sources.secret.label': 'Secret of {name}',
  'sources.secret.hint': 'It is used to check signatures and never shown again.',
  'sources.secret.optional':
    'Optional: with it, deliveries without a valid signature need the token, and signed ones need none.',
  'sources.secret.save': 'Save the secret',
  'sources.secret.saved': 'The secret is saved; signed deliveries are taken in from now on',
  'sources.secret.missing': 'No secret yet: nothing can come in',
  'sources.details.allowedTopics': 'Topics that may be subscribed (ARN)',
  'sources.details.allowedTopics.hint':
    'Separated by commas or lines, for example arn:aws:sns:ap-northeast-1:123456789012:alarms. Everything else is refused.',
  'sources.details.signatureHeader': 'Header with the signature',
  'sources.details.timestampHeader': 'Header with the timestamp',
  'sources.details.timestampHeader.hint':
    'If the contact point names one: deliveries of more than five minutes ago are refused then.',

  'sources.datadog.check': 'Check what stands at Datadog',
  'sources.datadog.check.hint': 'Paste the payload of your webhook here. It stays in this page.',
  'sources.datadog.whole': 'Everything is there',
  'sources.datadog.usable': 'It works; some of what could be known is missing',
  'sources.datadog.unusable': 'Alerts could not be read with this',
  'sources.datadog.missing': 'Missing:',
  'sources.datadog.missing.required': 'Missing, and needed:',
  'sources.datadog.different': '“{key}” is {found}; expected',
  'sources.datadog.superfluous': 'Not used by Tenken, harmless: {keys}',
} as const;
