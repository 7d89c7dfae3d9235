import { DATADOG_TEMPLATE } from '@tenken/shared/datadog-template';
import type { SourceRow } from '@tenken/shared/sources.contract';
import {
  ZABBIX_MEDIA_TYPE,
  ZABBIX_TOKEN_EXAMPLE,
  ZABBIX_URL_EXAMPLE,
} from '@tenken/shared/zabbix-media-type';
import { cloudEventsCurl, genericCurl, pagerDutyEvents } from './commandSnippets.js';
import { formSnippets } from './formSnippets.js';
import { alertmanagerYaml, eventRecorderYaml, prometheusYaml } from './prometheusSnippets.js';

/** ends of message keys: `sources.snippet.<key>.title` and `.hint` */
export type SnippetKey =
  | 'alertmanager'
  | 'prometheus'
  | 'alertmanagerEvents'
  | 'curl'
  | 'cloudevents'
  | 'pagerdutyEvents'
  | 'datadogAddress'
  | 'datadogPayload'
  | 'zabbixMediaType'
  | keyof typeof formSnippets;

export interface Snippet {
  key: SnippetKey;
  /** YAML, a command, or lines to copy into a form */
  text: string;
}

/** Shown where the token would be, once it cannot be shown any more. */
export const TOKEN_PLACEHOLDER = '<TOKEN>';

type Source = Pick<SourceRow, 'kind' | 'ingestUrl' | 'receiverUrl'>;

/** What to paste at the sender. `credential` is the token, the secret, or the placeholder. */
export function prepareSnippets(source: Source, credential: string): Snippet[] {
  const { kind, ingestUrl, receiverUrl } = source;
  if (kind === 'pagerduty-events') {
    if (receiverUrl === null) return [];
    return [{ key: 'pagerdutyEvents', text: pagerDutyEvents(receiverUrl, credential) }];
  }
  if (ingestUrl === null) return [];
  if (kind in formSnippets) {
    const key = kind as keyof typeof formSnippets;
    return [{ key, text: formSnippets[key](ingestUrl, credential) }];
  }
  switch (kind) {
    case 'alertmanager': {
      const webhook: Snippet = { key: 'alertmanager', text: alertmanagerYaml(ingestUrl, credential) };
      // The recorder's events belong to the same source: its rules and episodes are the same.
      const events: Snippet = {
        key: 'alertmanagerEvents',
        text: eventRecorderYaml(`${ingestUrl}-events`, credential),
      };
      return receiverUrl === null
        ? [webhook, events]
        : [{ key: 'prometheus', text: prometheusYaml(receiverUrl, credential) }, webhook, events];
    }
    case 'alertmanager-events':
      return [{ key: 'alertmanagerEvents', text: eventRecorderYaml(ingestUrl, credential) }];
    case 'datadog':
      return [
        {
          key: 'datadogAddress',
          text: `Name: tenken\nURL: ${ingestUrl}\nCustom Headers: {"Authorization": "Bearer ${credential}"}`,
        },
        { key: 'datadogPayload', text: DATADOG_TEMPLATE },
      ];
    case 'zabbix':
      return [{ key: 'zabbixMediaType', text: zabbixMediaType(ingestUrl, credential) }];
    case 'cloudevents':
      return [{ key: 'cloudevents', text: cloudEventsCurl(ingestUrl, credential) }];
    default:
      return [{ key: 'curl', text: genericCurl(ingestUrl, credential) }];
  }
}

/** The media type with this installation's address and token in the places of the examples. */
function zabbixMediaType(url: string, token: string): string {
  return ZABBIX_MEDIA_TYPE.replace(ZABBIX_URL_EXAMPLE, url).replace(ZABBIX_TOKEN_EXAMPLE, token);
}
