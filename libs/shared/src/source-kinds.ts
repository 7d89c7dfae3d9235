/** What Tenken can be connected to. One row a kind; names are proper nouns and the same in every language. */
export interface SourceKindInfo {
  readonly name: string;
  /** `alerts` episodes and their rules · `tracker` action items · `generic` whatever its mapping says */
  readonly category: 'alerts' | 'tracker' | 'generic';
  /**
   * How a sender shows that it is who it says. `token` bearer token or password of HTTP Basic · `signature` over the
   * bytes with a shared secret · `token_or_signature` either · `certificate` signed by the sender's own certificate,
   * from topics that are allowed · `routing_key` a 32-character token inside the body
   */
  readonly credential: 'token' | 'signature' | 'token_or_signature' | 'certificate' | 'routing_key';
  /** whose secret signs: ours is made with the source and shown once, the sender's is pasted in afterwards */
  readonly secretMadeBy: 'tenken' | 'sender' | null;
  /** answer to a sender that must wait: 429 only where its documentation says that it comes back */
  readonly overloadStatus: 429 | 503;
}

export const SOURCE_KINDS = {
  alertmanager: {
    name: 'Alertmanager',
    category: 'alerts',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  'alertmanager-events': {
    name: 'Alertmanager event recorder',
    category: 'alerts',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  grafana: {
    name: 'Grafana',
    category: 'alerts',
    credential: 'token_or_signature',
    secretMadeBy: 'sender',
    overloadStatus: 503,
  },
  pagerduty: {
    name: 'PagerDuty',
    category: 'alerts',
    credential: 'signature',
    secretMadeBy: 'sender',
    overloadStatus: 429,
  },
  'pagerduty-events': {
    name: 'PagerDuty Events API',
    category: 'alerts',
    credential: 'routing_key',
    secretMadeBy: null,
    overloadStatus: 429,
  },
  datadog: {
    name: 'Datadog',
    category: 'alerts',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  mackerel: {
    name: 'Mackerel',
    category: 'alerts',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  cloudwatch: {
    name: 'Amazon CloudWatch',
    category: 'alerts',
    credential: 'certificate',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  opsgenie: {
    name: 'Opsgenie',
    category: 'alerts',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  sentry: {
    name: 'Sentry',
    category: 'alerts',
    credential: 'signature',
    secretMadeBy: 'sender',
    overloadStatus: 503,
  },
  zabbix: {
    name: 'Zabbix',
    category: 'alerts',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
  github: {
    name: 'GitHub',
    category: 'tracker',
    credential: 'signature',
    secretMadeBy: 'tenken',
    overloadStatus: 503,
  },
  jira: {
    name: 'Jira',
    category: 'tracker',
    credential: 'token_or_signature',
    secretMadeBy: 'tenken',
    overloadStatus: 503,
  },
  linear: {
    name: 'Linear',
    category: 'tracker',
    credential: 'signature',
    secretMadeBy: 'sender',
    overloadStatus: 503,
  },
  cloudevents: {
    name: 'CloudEvents',
    category: 'generic',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 429,
  },
  generic: {
    name: 'Generic JSON',
    category: 'generic',
    credential: 'token',
    secretMadeBy: null,
    overloadStatus: 503,
  },
} as const satisfies Record<string, SourceKindInfo>;

export type SourceKind = keyof typeof SOURCE_KINDS;

/** The row of a kind; undefined for one that an import or sample data made up. */
export function sourceKindInfo(kind: string): SourceKindInfo | undefined {
  return Object.hasOwn(SOURCE_KINDS, kind) ? SOURCE_KINDS[kind as SourceKind] : undefined;
}
