import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Options,
  Param,
  Post,
  Put,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { IngestProbeResponse, IngestQuery, IngestResponse } from '@tenken/shared/deliveries.contract';
import { sourceKindInfo } from '@tenken/shared/source-kinds';
import { DomainError } from '../../errors/domain-error.js';
import type { Caller } from '../../http/actor.js';
import { bytesOf } from '../../http/body-parser.js';
import { CurrentCaller } from '../../http/caller.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { IngestService, requireKind } from './ingest.service.js';

type RequestHeaders = Record<string, string | string[] | undefined>;

/** Their documentation calls every other status a failure: Linear would send again and then switch the webhook off. */
const WANTS_200: ReadonlySet<string> = new Set(['linear', 'jira']);

/**
 * Webhooks. 202 (200 to those who want it) once the body is durable; what cannot be read is kept and shown, and
 * answered the same. The routes are public because many senders sign instead of showing a token: IngestService asks
 * who they are.
 */
@Controller('api/v1/ingest')
@RequirePermission('public')
export class IngestController {
  constructor(private readonly ingest: IngestService) {}

  @Post(':kind')
  @HttpCode(202)
  @SerializeOptions({ schema: IngestResponse })
  async receive(
    @CurrentCaller() caller: Caller,
    @Param('kind') kind: string,
    @Headers() headers: RequestHeaders,
    @Query({ schema: IngestQuery }) query: IngestQuery,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): Promise<IngestResponse> {
    const accessToken = kind === 'cloudevents' ? (query.access_token ?? null) : null;
    const request = { caller, headers, body: bytesOf(body), accessToken };
    const deliveryId = await this.ingest.receive(kind, request);
    if (WANTS_200.has(kind)) reply.status(200);
    return { deliveryId };
  }

  /** Grafana can be told to use PUT; everybody else posts. */
  @Put(':kind')
  @HttpCode(202)
  @SerializeOptions({ schema: IngestResponse })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('kind') kind: string,
    @Headers() headers: RequestHeaders,
    @Body() body: unknown,
  ): Promise<IngestResponse> {
    requireKind(kind);
    if (kind !== 'grafana') {
      throw new DomainError('not_found', 'no_such_route', `Send to /api/v1/ingest/${kind} with POST.`);
    }
    const request = { caller, headers, body: bytesOf(body), accessToken: null };
    return { deliveryId: await this.ingest.receive(kind, request) };
  }

  /** For people and probes who want to see whether this is the right address. It answers HEAD as well. */
  @Get(':kind')
  @SerializeOptions({ schema: IngestProbeResponse })
  probe(@Param('kind') kind: string): IngestProbeResponse {
    requireKind(kind);
    return { kind, name: sourceKindInfo(kind)!.name, method: 'POST' };
  }

  /**
   * The handshake of CloudEvents' webhooks: a sender asks whether it may. Whoever asks may try; its deliveries need a
   * credential all the same, so the origin is simply repeated.
   */
  @Options(':kind')
  @HttpCode(200)
  handshake(
    @Param('kind') kind: string,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) reply: DownloadReply,
  ): void {
    requireKind(kind);
    reply.header('allow', kind === 'grafana' ? 'GET, HEAD, OPTIONS, POST, PUT' : 'GET, HEAD, OPTIONS, POST');
    const origin = headers['webhook-request-origin'];
    if (kind !== 'cloudevents' || typeof origin !== 'string') return;
    // A header can hold visible characters only; anything else was no origin.
    if (!/^[\x21-\x7e]{1,300}$/.test(origin))
      throw DomainError.invalid('WebHook-Request-Origin', 'expected a name');
    reply.header('webhook-allowed-origin', origin);
    reply.header('webhook-allowed-rate', '*');
  }
}
