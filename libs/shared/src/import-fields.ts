/** What a cell of a field holds, and so how the words of a file are read. */
export type ImportFieldType =
  | 'text'
  | 'list'
  | 'instant'
  /** an instant for which a day may stand, as in lists of tickets */
  | 'dayOrInstant'
  | 'day'
  | 'flag'
  /** becomes the instant `start` + duration in the field `gives` */
  | 'duration'
  | 'severity'
  | 'status'
  | 'priority'
  | 'actionType'
  | 'detectionSource'
  | 'incidentKind'
  | 'alertState';

export interface ImportField {
  name: string;
  type: ImportFieldType;
  isRequired?: true;
  /** of a duration: the field that it gives, and those that it may start from, best first */
  gives?: string;
  from?: readonly string[];
}

/** Kinds whose files have columns that can be mapped. */
export const MAPPED_KINDS = ['incidents', 'action-items', 'episodes', 'catalog'] as const;
export type MappedKind = (typeof MAPPED_KINDS)[number];

const texts = (...names: string[]): ImportField[] => names.map((name) => ({ name, type: 'text' }));
const instants = (...names: string[]): ImportField[] => names.map((name) => ({ name, type: 'instant' }));
const days = (...names: string[]): ImportField[] => names.map((name) => ({ name, type: 'dayOrInstant' }));
const required = (name: string, type: ImportFieldType = 'text'): ImportField => ({
  name,
  type,
  isRequired: true,
});
const START = ['startedAt', 'detectedAt', 'declaredAt'] as const;

/** The fields of a file by kind (docs/imports.md), in the order of the template. `labels.*` and `annotations.*` beside them. */
export const IMPORT_FIELDS: Record<MappedKind, readonly ImportField[]> = {
  incidents: [
    required('externalId'),
    required('title'),
    { name: 'severity', type: 'severity' },
    { name: 'services', type: 'list' },
    ...instants(
      'startedAt',
      'detectedAt',
      'acknowledgedAt',
      'declaredAt',
      'mitigatedAt',
      'resolvedAt',
      'closedAt',
    ),
    { name: 'detectedAfter', type: 'duration', gives: 'detectedAt', from: ['startedAt', 'declaredAt'] },
    {
      name: 'acknowledgedAfter',
      type: 'duration',
      gives: 'acknowledgedAt',
      from: ['declaredAt', 'detectedAt', 'startedAt'],
    },
    { name: 'mitigatedAfter', type: 'duration', gives: 'mitigatedAt', from: START },
    { name: 'resolvedAfter', type: 'duration', gives: 'resolvedAt', from: START },
    { name: 'detectionSource', type: 'detectionSource' },
    ...texts('causeCategory', 'trigger', 'summary', 'impact'),
    { name: 'kind', type: 'incidentKind' },
    ...texts('duplicateOf', 'recurrenceOf'),
    { name: 'tags', type: 'list' },
    ...texts('team', 'url', 'source', 'postmortem.status', 'postmortem.owner', 'postmortem.url'),
    ...days(
      'postmortem.draftedAt',
      'postmortem.reviewMeetingAt',
      'postmortem.reviewedAt',
      'postmortem.closedAt',
    ),
  ],
  'action-items': [
    required('externalId'),
    required('title'),
    ...texts('incidentExternalId', 'incidentSource'),
    { name: 'type', type: 'actionType' },
    { name: 'priority', type: 'priority' },
    ...texts('owner'),
    { name: 'status', type: 'status' },
    { name: 'dueOn', type: 'day' },
    ...days('createdAt', 'startedAt', 'completedAt', 'declinedAt'),
    ...texts('declineReason', 'description', 'team', 'url', 'source'),
  ],
  episodes: [
    required('rule'),
    required('startsAt', 'instant'),
    ...instants('endsAt'),
    { name: 'duration', type: 'duration', gives: 'endsAt', from: ['startsAt'] },
    ...texts('service', 'severity'),
    ...instants('acknowledgedAt', 'notifiedAt', 'suppressedAt'),
    ...texts('acknowledgedBy'),
    { name: 'notified', type: 'flag' },
    ...texts('ruleUid', 'group', 'fingerprint', 'url', 'summary', 'runbookUrl', 'source'),
    { name: 'state', type: 'alertState' },
    ...instants('at'),
  ],
  catalog: [
    required('kind'),
    required('name'),
    ...texts('key', 'team', 'parent', 'description', 'runbookUrl'),
    { name: 'aliases', type: 'list' },
    ...texts('timeZone', 'calendar'),
  ],
};

/** Columns that the file of rejects has beside the ones it came with; passed over when the mended file comes in. */
export const REJECT_COLUMNS = ['_line', '_reason'] as const;

export function isMappedKind(kind: string): kind is MappedKind {
  return (MAPPED_KINDS as readonly string[]).includes(kind);
}

/** The field of a name, `labels.instance` and the like included; null for words that are no field. */
export function importField(kind: MappedKind, name: string): ImportField | null {
  if (kind === 'episodes' && /^(labels|annotations)\../.test(name)) return { name, type: 'text' };
  return IMPORT_FIELDS[kind].find((field) => field.name === name) ?? null;
}

/**
 * What a set of fields still needs: an episode is either a row with its start, or one change of state with its instant
 * (`state` and `at`), from which episodes are folded.
 */
export function missingFields(kind: MappedKind, fields: ReadonlySet<string>): string[] {
  const needed = IMPORT_FIELDS[kind].filter(({ isRequired }) => isRequired).map(({ name }) => name);
  const missing = needed.filter((name) => !fields.has(name));
  if (kind === 'episodes' && fields.has('state') && fields.has('at')) {
    return missing.filter((name) => name !== 'startsAt');
  }
  return missing;
}
