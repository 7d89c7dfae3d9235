import type { ImportKind } from '@tenken/shared/imports.contract';
import type { MessageKey } from '../../i18n/messageKey.js';

export interface ImportField {
  name: string;
  meaning: MessageKey;
  required?: boolean;
  /** what the template shows in its one row */
  example: string;
}

const field = (
  name: string,
  example: string,
  more: { required?: boolean; meaning?: MessageKey } = {},
): ImportField => ({
  name,
  example,
  meaning: more.meaning ?? (`imports.field.${name}` as MessageKey),
  ...(more.required ? { required: true } : {}),
});

const INSTANTS = [
  'startedAt',
  'detectedAt',
  'acknowledgedAt',
  'declaredAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
];

/** The fields of an import file by kind, in the order of the template. */
export const IMPORT_FIELDS: Record<ImportKind, readonly ImportField[]> = {
  incidents: [
    field('externalId', 'INC-1', { required: true }),
    field('title', 'Checkout failed', { required: true }),
    field('severity', 'SEV2'),
    field('services', 'checkout;payments'),
    ...INSTANTS.map((name, index) => field(name, `2026-11-21T09:${String(10 + index * 7)}:00+09:00`)),
    field('detectionSource', 'alert'),
    field('causeCategory', 'software'),
    field('trigger', 'config push'),
    field('summary', 'What happened'),
    field('impact', 'Who noticed what'),
    field('kind', 'incident'),
    field('recurrenceOf', ''),
    field('tags', ''),
    field('url', 'https://example.com/INC-1'),
    field('source', 'import'),
  ],
  postmortems: [field('markdown', '', { required: true })],
  rules: [field('groups', '', { required: true, meaning: 'imports.field.ruleFile' })],
  'action-items': [
    field('externalId', 'ACT-1', { required: true }),
    field('title', 'Limit the retries', { required: true }),
    field('incidentExternalId', 'INC-1'),
    field('type', 'prevent'),
    field('priority', 'P1'),
    field('owner', 'Aki Tanaka'),
    field('status', 'open'),
    field('dueOn', '2026-12-24'),
    field('createdAt', '2026-11-22T10:00:00+09:00'),
    field('completedAt', ''),
    field('declinedAt', ''),
    field('declineReason', ''),
    field('url', 'https://example.com/ACT-1'),
    field('source', 'import'),
  ],
  episodes: [
    field('rule', 'CheckoutErrorRateHigh', { required: true }),
    field('startsAt', '2026-11-21T09:10:00+09:00', { required: true }),
    field('endsAt', '2026-11-21T09:40:00+09:00'),
    field('service', 'checkout'),
    field('severity', 'critical', { meaning: 'imports.field.alertSeverity' }),
    field('acknowledgedAt', ''),
    field('notified', 'true'),
    field('fingerprint', ''),
    field('labels.instance', 'web-1', { meaning: 'imports.field.labels' }),
    field('source', 'import'),
  ],
  catalog: [
    field('kind', 'service', { required: true, meaning: 'imports.field.catalogKind' }),
    field('name', 'checkout', { required: true }),
    field('team', 'Payments'),
    field('parent', ''),
    field('aliases', 'shop;cart'),
    field('timeZone', ''),
  ],
};

/** A file to begin with: header and one example row, with the mark that Japanese spreadsheets want. */
export function templateCsv(kind: ImportKind): string {
  const fields = IMPORT_FIELDS[kind];
  const line = (cells: string[]) => `${cells.join(',')}\r\n`;
  return `\uFEFF${line(fields.map(({ name }) => name))}${line(fields.map(({ example }) => example))}`;
}
