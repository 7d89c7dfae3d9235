import { Injectable } from '@nestjs/common';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { type ReadDelivery, readDelivery } from './read-delivery.js';

export type { AdapterOutput } from './adapters/adapter.js';
export type { ReadDelivery } from './read-delivery.js';

/** A message in the form in which its sender pushes it. */
export interface SenderMessage {
  adapter: string;
  headers?: Readonly<Record<string, string>>;
  body: unknown;
}

/**
 * Reads messages that did not come through the inbox. What a connector fetches is put into the form of the sender's
 * own message and read here, so that what is pulled and what is pushed have one identity.
 */
@Injectable()
export class DeliveryReadingService {
  /** Never throws: what cannot be read is said in `errorDetail`. */
  read(
    message: SenderMessage,
    receivedAt: Date,
    source: { settings: SourceSettings; serviceName: string | null },
  ): ReadDelivery {
    const body = Buffer.from(JSON.stringify(message.body));
    return readDelivery({ adapter: message.adapter, headers: message.headers ?? {}, receivedAt }, body, {
      settings: source.settings,
      defaultService: source.serviceName,
    });
  }
}
