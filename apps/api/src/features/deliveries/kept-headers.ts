/** Headers that help to understand a delivery. A list of what to keep, so that no credential ever gets in. */
const KEPT = new Set([
  'content-type',
  'content-length',
  'user-agent',
  // GitHub
  'x-github-event',
  'x-github-delivery',
  'x-github-hook-id',
  // PagerDuty
  'x-webhook-id',
  'x-webhook-subscription',
  // Sentry
  'sentry-hook-resource',
  'sentry-hook-timestamp',
  'request-id',
  // Amazon SNS
  'x-amz-sns-message-type',
  'x-amz-sns-message-id',
  'x-amz-sns-topic-arn',
  'x-amz-sns-rawdelivery',
  // Jira, Linear
  'x-atlassian-webhook-identifier',
  'x-atlassian-webhook-retry',
  'linear-delivery',
  'linear-event',
  // CloudEvents in binary form
  'ce-id',
  'ce-source',
  'ce-type',
  'ce-specversion',
  'ce-time',
  'ce-subject',
  'ce-dataschema',
]);
const MAX_LENGTH = 500;

/** The headers of a request that are stored with its delivery. */
export function keptHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && KEPT.has(name))
      kept[name] = String(value).replaceAll('\0', '').slice(0, MAX_LENGTH);
  }
  return kept;
}
