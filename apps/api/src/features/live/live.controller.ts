import { Controller, Header, type MessageEvent, Sse } from '@nestjs/common';
import { concatMap, filter, interval, map, merge, type Observable, share, takeUntil } from 'rxjs';
import type { Caller } from '../../http/actor.js';
import { CurrentCaller } from '../../http/caller.js';
import { RequirePermission } from '../../http/permission.js';
import { IdentityService } from '../identity/identity.service.js';
import { ACCESS_TOPIC, concerns, LiveService, WORKER_TOPIC } from './live.service.js';

const HEARTBEAT_MS = 20_000;
/** What may take somebody's access away. */
const ACCESS_TOPICS = ['users', 'tokens', ACCESS_TOPIC];
/** Not for browsers. */
const INNER_TOPICS = new Set([WORKER_TOPIC, ACCESS_TOPIC]);

@Controller('api/v1/live')
export class LiveController {
  constructor(
    private readonly live: LiveService,
    private readonly identity: IdentityService,
  ) {}

  /**
   * Change events as server-sent events, with a heartbeat that keeps proxies from closing. The stream ends when its
   * caller may no longer read: at once when an account or a token is switched off and when its person signs out, with
   * the next heartbeat when its session or token has run out.
   */
  @Sse()
  @RequirePermission('read')
  @Header('x-accel-buffering', 'no')
  stream(@CurrentCaller() caller: Caller): Observable<MessageEvent> {
    const heartbeat = interval(HEARTBEAT_MS).pipe(share());
    const accessLost = merge(
      this.live.events.pipe(filter((event) => concerns(event, ...ACCESS_TOPICS))),
      heartbeat,
    ).pipe(
      concatMap(() => this.mayStay(caller)),
      filter((mayStay) => !mayStay),
    );
    return merge(
      this.live.events.pipe(
        filter(({ topic }) => !INNER_TOPICS.has(topic)),
        map((event) => ({ data: event })),
      ),
      heartbeat.pipe(map(() => ({ type: 'heartbeat', data: {} }))),
    ).pipe(takeUntil(accessLost));
  }

  /** While the database cannot be asked, nobody is sent away: no change can reach the stream then either. */
  private async mayStay(caller: Caller): Promise<boolean> {
    return this.identity.isStillKnown(caller).catch(() => true);
  }
}
