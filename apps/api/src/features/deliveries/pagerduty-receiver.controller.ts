import { randomUUID } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { DomainError } from '../../errors/domain-error.js';
import type { Caller } from '../../http/actor.js';
import { bytesOf } from '../../http/body-parser.js';
import { CurrentCaller } from '../../http/caller.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { SenderIdentityService } from './credentials/sender-identity.service.js';
import { IngestService } from './ingest.service.js';
import { type EnqueueKind, keptEvent, readEnqueuedEvent } from './read-enqueued-event.js';

type RequestHeaders = Record<string, string | string[] | undefined>;

/** As large as PagerDuty lets an event be. */
const MAX_EVENT_BYTES = 524_288;
const KIND = 'pagerduty-events';

/** PagerDuty's answer, which its clients parse: it is not problem+json. */
interface EnqueueAnswer {
  status: string;
  message: string;
  dedup_key?: string;
  errors?: string[];
}

/** What looks like PagerDuty's Events API, version 2, to its senders. The credential is the routing key in the body. */
@Controller('compat/pagerduty/v2')
@RequirePermission('public')
export class PagerdutyReceiverController {
  constructor(
    private readonly ingest: IngestService,
    private readonly senders: SenderIdentityService,
  ) {}

  /** Triggers, acknowledges or resolves an alert. 202 once it is durable. */
  @Post('enqueue')
  @HttpCode(202)
  enqueue(
    @CurrentCaller() caller: Caller,
    @Headers() headers: RequestHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): Promise<EnqueueAnswer> {
    return this.take('alert', { caller, headers, body: bytesOf(body), accessToken: null }, reply);
  }

  /** A deployment or another change of a system. 202 once it is durable. */
  @Post('change/enqueue')
  @HttpCode(202)
  enqueueChange(
    @CurrentCaller() caller: Caller,
    @Headers() headers: RequestHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): Promise<EnqueueAnswer> {
    return this.take('change', { caller, headers, body: bytesOf(body), accessToken: null }, reply);
  }

  private async take(
    kind: EnqueueKind,
    request: Parameters<IngestService['receive']>[1],
    reply: DownloadReply,
  ): Promise<EnqueueAnswer> {
    const { body } = request;
    if (body.length > MAX_EVENT_BYTES) {
      reply.status(413);
      return refusal('Event is too large', [`The event is larger than ${MAX_EVENT_BYTES} bytes`]);
    }
    const event = readEnqueuedEvent(kind, body);
    if (event.errors !== null) {
      reply.status(400);
      return refusal('Event object is invalid', event.errors);
    }
    const sender = await this.senders.identifyByToken(KIND, event.routingKey, request);
    if (sender === null) {
      reply.status(400);
      return refusal('Event object is invalid', ['Invalid routing key']);
    }
    const made = kind === 'alert' && event.dedupKey === null ? randomUUID().replaceAll('-', '') : null;
    try {
      const kept = keptEvent(body, event.routingKey, made);
      await this.ingest.store(KIND, sender, { headers: request.headers, body: kept });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'too_many_requests') throw error;
      reply.status(429).header('retry-after', String(error.options.retryAfterSeconds ?? 1));
      return { status: 'throttle exceeded', message: 'Too much is waiting. Send it again later.' };
    }
    return {
      status: 'success',
      message: kind === 'alert' ? 'Event processed' : 'Change event processed',
      ...(kind === 'alert' ? { dedup_key: event.dedupKey ?? made! } : {}),
    };
  }
}

function refusal(message: string, errors: string[]): EnqueueAnswer {
  return { status: 'invalid event', message, errors };
}
