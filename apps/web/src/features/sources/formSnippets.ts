import { addressWithPassword } from './addressWithPassword.js';

/** What to fill in at senders that are set up in a form of their own. Field names as the sender's pages have them. */
type FormSnippet = (url: string, credential: string) => string;

const lines = (fields: [string, string][]) => fields.map(([name, value]) => `${name}: ${value}`).join('\n');

export const formSnippets = {
  grafana: (url, credential) =>
    lines([
      ['Integration', 'Webhook'],
      ['URL', url],
      ['HTTP Method', 'POST'],
      ['Authorization Header - Scheme', 'Bearer'],
      ['Authorization Header - Credentials', credential],
    ]),
  pagerduty: (url) =>
    lines([
      ['Webhook URL', url],
      ['Scope Type', 'Account'],
      ['Event Subscription', 'all incident events'],
    ]),
  mackerel: (url, credential) => lines([['URL', addressWithPassword(url, credential)]]),
  cloudwatch: (url) =>
    lines([
      ['Protocol', 'HTTPS'],
      ['Endpoint', url],
      ['Enable raw message delivery', 'off'],
    ]),
  opsgenie: (url, credential) =>
    lines([
      ['Webhook URL', url],
      ['Custom Headers', `Authorization: Bearer ${credential}`],
      ['Alert actions', 'Create, Acknowledge, Un-Acknowledge, Add Note, Update Priority, Close, Delete'],
      ['Add Alert Description / Details to Payload', 'on'],
    ]),
  sentry: (url) =>
    lines([
      ['Webhook URL', url],
      ['Alert Rule Action', 'on'],
      ['Permissions', 'Issue & Event: Read'],
      ['Webhooks', 'issue'],
    ]),
  github: (url, credential) =>
    lines([
      ['Payload URL', url],
      ['Content type', 'application/json'],
      ['Secret', credential],
      ['Events', 'Issues'],
    ]),
  jira: (url, credential) =>
    lines([
      ['URL', url],
      ['Secret', credential],
      ['JQL', 'labels in (postmortem, action-item)'],
      ['Events', 'Issue: created, updated, deleted'],
    ]),
  linear: (url) =>
    lines([
      ['URL', url],
      ['Data change events', 'Issues'],
    ]),
} satisfies Record<string, FormSnippet>;
