import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Env } from '../config/env.js';
import { ENV } from '../config/env.module.js';
import { parseAllowList } from './address-policy.js';
import { OutboundClient } from './outbound-client.js';

@Injectable()
class OutboundShutdown implements OnApplicationShutdown {
  constructor(private readonly client: OutboundClient) {}

  onApplicationShutdown(): Promise<void> {
    return this.client.close();
  }
}

/** The client for outgoing requests, for every feature. */
@Global()
@Module({
  providers: [
    {
      provide: OutboundClient,
      useFactory: (env: Env) => new OutboundClient(parseAllowList(env.OUTBOUND_ALLOW)),
      inject: [ENV],
    },
    OutboundShutdown,
  ],
  exports: [OutboundClient],
})
export class OutboundModule {}
