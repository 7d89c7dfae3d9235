import type { ExpectationCode } from '@tenken/shared/expectation-code';
import type { z } from 'zod';

type Params = Readonly<Record<string, string | number>>;

/** What was expected of a field: a code with its values. */
export interface Expectation {
  code: ExpectationCode;
  params: Params;
}

/** Words in English; the web says the same by `unread.expected.<code>` in the reader's language. */
const WORDS: Readonly<Record<ExpectationCode, string>> = {
  text: 'a text',
  filled_text: 'a text that is not empty',
  text_of_length: 'a text of {min} to {max} characters',
  text_such_as: 'a text such as {example}',
  characters: 'at most {n} characters',
  number: 'a number',
  flag: 'true or false',
  object: 'an object',
  object_with: 'an object with {fields}',
  list: 'a list',
  items: 'at most {n} items',
  one_of: 'one of {values}',
  known_word: 'a word that is known; say what it means',
  hex_digits: '{n} hexadecimal digits',
  labels: 'an object, or a list of names with their values',
  rule_name: 'the name of the rule, at most {max} characters',
  time: 'a time',
  time_such_as: 'a time such as {example}',
  time_or_epoch: 'a time such as {example}, or seconds since 1970',
  time_at_or_after: 'a time at or after {field}',
  time_after_start: 'a time at or after the start',
  time_of_resolved: 'a time, the alert is resolved',
  time_in_years: 'a time from {from} to {to}',
  time_in_years_such_as: 'a time from {from} to {to}, such as {example}',
  time_with_zone: 'a time with its zone; choose the time zone in which this sender writes',
  not_year_one: 'a time, not year 1',
  real_day_and_time: 'a day and a time that exist',
  epoch_seconds: 'seconds since 1970',
  epoch_seconds_in_years: 'seconds since 1970, from {from} to {to}',
  day_such_as: 'a day such as {example}',
  day_time_offset: 'such as {example}',
  episode_list: 'an array of episodes',
  episode_or_list: 'an episode, an array of episodes or {"episodes": […]}',
  event_of: 'one event, as {sender} writes it',
  events_of: 'an event, or an array of events, as {sender} writes them',
  alerts_as: 'an array of alerts, as {way} takes it',
  alertmanager_alerts:
    'an array of alerts, as in Alertmanager’s webhook (version 4); a `payload:` of your own in webhook_configs ' +
    'replaces it: take that out, or give this source a mapping',
  grafana_alerts:
    'an array of alerts, as Grafana sends it by itself; a custom payload of the contact point replaces it: take that ' +
    'out, or give this source a mapping',
  cloudwatch_alarm: 'the JSON of a CloudWatch alarm',
  cloudevents_version: 'the version 1.0 of CloudEvents',
  mapped_event_type:
    'a type that begins with {prefix}, or a mapping of this source for other types; write one in its settings and ' +
    'read this again',
  base64: 'a text in Base64',
  datadog_template: 'the JSON object of the template of Tenken',
  pagerduty_key: 'the key that the trigger had',
  zabbix_format: '"tenken-zabbix/1", which the media type of Tenken sends',
  zabbix_event_value: '1 (problem) or 0 (recovery)',
};

/** Words in English. A value may hold braces of its own, which stay. */
export function expectationText({ code, params }: Expectation): string {
  return WORDS[code].replace(/\{(\w+)\}/g, (name, key: string) => String(params[key] ?? name));
}

/** What the messages of schemas stand for: as many as there are calls of `expects` in the code. */
const byMessage = new Map<string, Expectation>();

/**
 * The message of a check in a schema. zod hands on this text and nothing else of ours, so it is also the key by which
 * the code and its values are found again. For schemas of a module, never for what a sender wrote.
 */
export function expects(code: ExpectationCode, params: Params = {}): string {
  const message = `expected ${expectationText({ code, params })}`;
  byMessage.set(message, { code, params });
  return message;
}

/** Codes that shared contracts give their own checks. */
const OF_CONTRACTS: Readonly<Record<string, Expectation>> = {
  before_start: { code: 'time_at_or_after', params: { field: 'startsAt' } },
  year_out_of_range: { code: 'time_in_years', params: { from: 2000, to: 2099 } },
  not_an_instant: { code: 'time_such_as', params: { example: '2026-11-21T09:30:00+09:00' } },
};

const TYPES: Readonly<Record<string, ExpectationCode>> = {
  string: 'text',
  number: 'number',
  int: 'number',
  boolean: 'flag',
  array: 'list',
  object: 'object',
  record: 'object',
};

/** What an issue of zod expected; null where that has no code (the issue's message is all there is). */
export function expectationOf(issue: z.core.$ZodIssue): Expectation | null {
  const own = byMessage.get(issue.message);
  if (own !== undefined) return own;
  switch (issue.code) {
    case 'custom':
      return OF_CONTRACTS[String(issue.params?.code)] ?? null;
    case 'invalid_type': {
      const code = TYPES[issue.expected];
      return code === undefined ? null : { code, params: {} };
    }
    case 'invalid_value':
      return { code: 'one_of', params: { values: issue.values.map(String).join(', ') } };
    case 'too_big':
      if (issue.origin === 'string') return { code: 'characters', params: { n: Number(issue.maximum) } };
      return issue.origin === 'array' ? { code: 'items', params: { n: Number(issue.maximum) } } : null;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? { code: 'filled_text', params: {} } : null;
    default:
      return null;
  }
}
