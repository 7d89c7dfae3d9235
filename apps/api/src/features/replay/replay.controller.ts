import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import {
  ReplayBody,
  ReplayEpisodesBody,
  ReplayEpisodesResponse,
  ReplayResponse,
  ReplayRulesBody,
  ReplayRulesResponse,
} from '@tenken/shared/replay.contract';
import { CallerGone } from '../../http/caller-gone.js';
import { RequirePermission } from '../../http/permission.js';
import { ReplayService } from './replay.service.js';

/** Settings are long, so they come in a body; nothing is written. The work ends when its caller has gone. */
@Controller('api/v1/replay')
@RequirePermission('read')
export class ReplayController {
  constructor(private readonly service: ReplayService) {}

  /** What would have fired under other settings. */
  @Post()
  @HttpCode(200)
  @SerializeOptions({ schema: ReplayResponse })
  replay(
    @Body({ schema: ReplayBody }) body: ReplayBody,
    @CallerGone() gone: AbortSignal,
  ): Promise<ReplayResponse> {
    return this.service.replay(body, gone);
  }

  /** A setting rule by rule, with the figures that a decision on each keeps. */
  @Post('rules')
  @HttpCode(200)
  @SerializeOptions({ schema: ReplayRulesResponse })
  rules(
    @Body({ schema: ReplayRulesBody }) body: ReplayRulesBody,
    @CallerGone() gone: AbortSignal,
  ): Promise<ReplayRulesResponse> {
    return this.service.rules(body, gone);
  }

  /** The recorded episodes behind one number of a replay. */
  @Post('episodes')
  @HttpCode(200)
  @SerializeOptions({ schema: ReplayEpisodesResponse })
  rows(
    @Body({ schema: ReplayEpisodesBody }) body: ReplayEpisodesBody,
    @CallerGone() gone: AbortSignal,
  ): Promise<ReplayEpisodesResponse> {
    return this.service.rows(body, gone);
  }
}
