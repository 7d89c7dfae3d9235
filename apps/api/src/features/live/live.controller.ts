import { Controller, Header, type MessageEvent, Sse } from '@nestjs/common';
import { filter, interval, map, merge, type Observable } from 'rxjs';
import { RequirePermission } from '../../http/permission.js';
import { LiveService, WORKER_TOPIC } from './live.service.js';

const HEARTBEAT_MS = 20_000;

@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  /** Change events as server-sent events, with a heartbeat that keeps proxies from closing. */
  @Sse()
  @RequirePermission('read')
  @Header('x-accel-buffering', 'no')
  stream(): Observable<MessageEvent> {
    return merge(
      this.live.events.pipe(
        filter(({ topic }) => topic !== WORKER_TOPIC),
        map((event) => ({ data: event })),
      ),
      interval(HEARTBEAT_MS).pipe(map(() => ({ type: 'heartbeat', data: {} }))),
    );
  }
}
