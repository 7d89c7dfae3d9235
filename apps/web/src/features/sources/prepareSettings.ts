import type { SourceRow, SourceSettings } from '@tenken/shared/sources.contract';
import { readList } from './readList.js';

interface TextSetting {
  key:
    | 'serviceLabels'
    | 'severityLabel'
    | 'labels'
    | 'declinedResolutions'
    | 'allowedTopics'
    | 'signatureHeader'
    | 'timestampHeader';
  isList: boolean;
  /** the default, or an example */
  placeholder: string;
}

const services = (placeholder: string): TextSetting => ({ key: 'serviceLabels', isList: true, placeholder });
const LABELS: TextSetting[] = [
  services('service, app, job'),
  { key: 'severityLabel', isList: false, placeholder: 'severity' },
];
const TRACKER: TextSetting[] = [{ key: 'labels', isList: true, placeholder: 'postmortem, action-item' }];

const FIELDS: Record<string, TextSetting[]> = {
  alertmanager: LABELS,
  'alertmanager-events': LABELS,
  grafana: [
    ...LABELS,
    { key: 'signatureHeader', isList: false, placeholder: 'X-Grafana-Alerting-Signature' },
    { key: 'timestampHeader', isList: false, placeholder: 'X-Grafana-Alerting-Timestamp' },
  ],
  datadog: [services('service, app')],
  mackerel: [services('service')],
  opsgenie: [services('service')],
  sentry: [services('service, project')],
  zabbix: [services('service, application')],
  cloudwatch: [
    services('service, ServiceName'),
    { key: 'allowedTopics', isList: true, placeholder: 'arn:aws:sns:ap-northeast-1:123456789012:alarms' },
  ],
  github: TRACKER,
  jira: [
    ...TRACKER,
    { key: 'declinedResolutions', isList: true, placeholder: 'Won’t Do, Duplicate, Cannot Reproduce, …' },
  ],
  linear: TRACKER,
};

/** Settings of a kind that a person types; other settings (a mapping) have forms of their own. */
export function settingFieldsOf(kind: string): TextSetting[] {
  return FIELDS[kind] ?? [];
}

/** What stands in the fields at first. */
export function textsOf(source: Pick<SourceRow, 'kind' | 'settings'>): Record<string, string> {
  return Object.fromEntries(
    settingFieldsOf(source.kind).map(({ key }) => {
      const value = source.settings[key];
      return [key, Array.isArray(value) ? value.join(', ') : (value ?? '')];
    }),
  );
}

/** The settings as the fields say them; an empty field is the default, and what has no field stays as it was. */
export function settingsOf(
  source: Pick<SourceRow, 'kind' | 'settings'>,
  texts: Readonly<Record<string, string>>,
): SourceSettings {
  const fields = settingFieldsOf(source.kind);
  const rest = Object.entries(source.settings).filter(([key]) => !fields.some((field) => field.key === key));
  const typed = fields.flatMap(({ key, isList }): [string, unknown][] => {
    const text = (texts[key] ?? '').trim();
    if (text === '') return [];
    return [[key, isList ? readList(text) : text]];
  });
  return Object.fromEntries([...rest, ...typed]) as SourceSettings;
}
