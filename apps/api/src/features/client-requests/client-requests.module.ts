import { Global, Module } from '@nestjs/common';
import { ClientRequestService } from './client-requests.service.js';

/** Global, as the audit log is: whatever people write may be sent again. */
@Global()
@Module({ providers: [ClientRequestService], exports: [ClientRequestService] })
export class ClientRequestsModule {}
