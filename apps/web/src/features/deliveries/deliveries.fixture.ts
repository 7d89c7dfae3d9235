import type { DeliveryResponse, DeliveryRow } from '@tenken/shared/deliveries.contract';

/** A delivery that was read. */
export function deliveryRow(change: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id: '7',
    receivedAt: '2026-11-21T07:55:00Z',
    sourceId: '1',
    sourceName: 'Prod Alertmanager',
    sourceKind: 'alertmanager',
    adapter: 'alertmanager',
    state: 'done',
    signature: 'none',
    senderDeliveryId: null,
    duplicateOf: null,
    attempts: 1,
    nextAttemptAt: null,
    processedAt: '2026-11-21T07:55:00Z',
    sizeBytes: 1536,
    errorCode: null,
    errorDetail: null,
    result: {
      episodes: { created: 2, updated: 1, unchanged: 0 },
      actionItems: { created: 0, updated: 0, unchanged: 0 },
      warnings: [],
    },
    ...change,
  };
}

/** A delivery in quarantine, with its body. */
export function quarantinedDelivery(change: Partial<DeliveryResponse> = {}): DeliveryResponse {
  return {
    ...deliveryRow({
      id: '8',
      state: 'quarantined',
      errorCode: 'partly_unreadable',
      errorDetail: '1 of 2 could not be read: alerts.1.startsAt: expected a time, found "yesterday"',
      result: {
        episodes: { created: 1, updated: 0, unchanged: 0 },
        actionItems: { created: 0, updated: 0, unchanged: 0 },
        warnings: [],
        unread: {
          count: 1,
          of: 2,
          parts: [
            {
              field: 'alerts.1.startsAt',
              code: 'time',
              params: {},
              expected: 'a time',
              found: '"yesterday"',
              item: null,
              text: 'alerts.1.startsAt: expected a time, found "yesterday"',
            },
          ],
        },
      },
    }),
    headers: { 'content-type': 'application/json', 'user-agent': 'Alertmanager/0.28' },
    replayedAt: null,
    duplicates: [],
    body: '{"alerts":[{"status":"firing"}]}',
    isBodyTruncated: false,
    ...change,
  };
}
