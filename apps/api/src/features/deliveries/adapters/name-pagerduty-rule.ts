const MAX_NAME_LENGTH = 300;

/** State that monitoring tools write in front of a title; it differs between the start and the end of one alert. */
const STATE_IN_BRACKETS =
  /^\[(?:firing|resolved|triggered|re-triggered|recovered|warn|re-warn|no data|re-no data|alerting|alert|ok|problem|recovery|p[1-5]|#?\d+)\b[^\]]*\]\s*/i;
const CLOUDWATCH_TITLE = /^(?:ALARM|OK|INSUFFICIENT_DATA): "(.+?)" in .+$/;
const PROMETHEUS_TITLE = /^\[(?:firing|resolved)\b[^\]]*\]/i;

/** Parts of a title that name an instance and not the rule, most special first. */
const VARYING = [
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
  /\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi,
  /[0-9０-９]+(?:[.,][0-9]+)*/g,
];

/** Fields of a key such as `event_source=service;host_name=web1;service_desc=Disk` that name the rule. */
const RULE_FIELDS = ['alertname', 'service_desc', 'check', 'monitor', 'rule'];

/**
 * The name of the rule behind a title that a monitoring tool gave to PagerDuty, which itself has no rules: the title
 * without the state in front, with numbers, dates, addresses and ids as `#`, so that "CPU 93 % on web-12" and
 * "CPU 97 % on web-7" are one rule. A title of nothing else stays as it is.
 */
export function nameRuleOfTitle(title: string): string {
  const trimmed = title.trim().replace(/\s+/g, ' ');
  let name = CLOUDWATCH_TITLE.exec(trimmed)?.[1] ?? trimmed;
  // Alertmanager writes the labels that all alerts of the group share in brackets at the end.
  if (PROMETHEUS_TITLE.test(name)) name = name.replace(/\s*\([^()]*\)$/, '');
  while (STATE_IN_BRACKETS.test(name)) name = name.replace(STATE_IN_BRACKETS, '');
  for (const varying of VARYING) name = name.replace(varying, '#');
  name = name.trim();
  return (/[^#\s\p{P}]/u.test(name) ? name : trimmed).slice(0, MAX_NAME_LENGTH);
}

/** The name of the rule in a key made of fields (Nagios, Icinga and others); null when there is none in it. */
export function nameRuleOfKey(key: string | null | undefined): string | null {
  if (!key?.includes('=')) return null;
  const fields = new Map<string, string>();
  for (const part of key.split(/[;,&]/)) {
    const at = part.indexOf('=');
    if (at > 0) fields.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  const name = RULE_FIELDS.map((field) => fields.get(field)).find((value) => value);
  if (name !== undefined) return name.slice(0, MAX_NAME_LENGTH);
  return fields.get('event_source') === 'host' ? 'host' : null;
}
