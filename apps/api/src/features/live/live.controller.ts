import { Controller, Header, type MessageEvent, Sse } from '@nestjs/common';
import { interval, map, merge, type Observable } from 'rxjs';
import { RequirePermission } from '../../http/permission.js';
import { LiveService } from './live.service.js';

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
      this.live.events.pipe(map((event) => ({ data: event }))),
      interval(HEARTBEAT_MS).pipe(map(() => ({ type: 'heartbeat', data: {} }))),
    );
  }
}
