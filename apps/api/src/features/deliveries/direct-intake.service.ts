import { Injectable } from '@nestjs/common';
import { SOURCE_KINDS } from '@tenken/shared/source-kinds';
import type { DirectRoute, DirectRouter } from '../../http/serve-directly.js';
import { IngestService } from './ingest.service.js';
import { KnownSenderService } from './known-sender.service.js';

interface Receiver {
  kind: string;
  adapter: string;
  route: string;
  status: number;
  json(deliveryId: string): string;
}

/** Where deliveries with a token come in by the thousand. Kinds whose senders sign are not here: see IngestService. */
const RECEIVERS: ReadonlyMap<string, Receiver> = new Map([
  ...Object.entries(SOURCE_KINDS)
    .filter(([, { credential, secretMadeBy }]) => credential === 'token' && secretMadeBy === null)
    .map(([kind]): [string, Receiver] => [
      `/api/v1/ingest/${kind}`,
      {
        kind,
        adapter: kind,
        route: '/api/v1/ingest/:kind',
        status: 202,
        json: (deliveryId) => `{"deliveryId":"${deliveryId}"}`,
      },
    ]),
  [
    '/compat/alertmanager/api/v2/alerts',
    {
      kind: 'alertmanager',
      adapter: 'alertmanager-receiver',
      route: '/compat/alertmanager/api/v2/alerts',
      status: 200,
      json: () => '{}',
    },
  ],
]);

/** The short way of a delivery: a sender that was identified a moment ago, and the inbox. */
@Injectable()
export class DirectIntakeService implements DirectRouter {
  constructor(
    private readonly senders: KnownSenderService,
    private readonly ingest: IngestService,
  ) {}

  findDirectRoute(
    method: string,
    url: string,
    headers: Parameters<DirectRoute['answer']>[0],
  ): DirectRoute | null {
    if (method !== 'POST') return null;
    const receiver = RECEIVERS.get(url);
    if (receiver === undefined) return null;
    const sender = this.senders.find(receiver.kind, headers);
    if (sender === null) return null;
    const { kind, adapter, route, status, json } = receiver;
    return {
      route,
      answer: async (received, body) => {
        const id = await this.ingest.store(kind, sender, { headers: received, body }, { adapter });
        return { status, json: json(id) };
      },
    };
  }
}
