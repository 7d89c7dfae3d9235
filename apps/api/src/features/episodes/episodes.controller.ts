import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import { EpisodeId } from '@tenken/shared/episode-id';
import {
  EpisodeEventsQuery,
  EpisodeEventsResponse,
  EpisodeResponse,
  EpisodesQuery,
  EpisodesResponse,
} from '@tenken/shared/episodes.contract';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { EpisodeEventReadModel } from './episode-event.read-model.js';
import { EpisodeReadModel } from './episodes.read-model.js';

@Controller('api/v1/episodes')
@RequirePermission('read')
export class EpisodesController {
  constructor(
    private readonly episodes: EpisodeReadModel,
    private readonly events: EpisodeEventReadModel,
  ) {}

  /** Episodes that pass all filters, newest first. */
  @AlsoAsFile('episodes', EpisodesQuery, EpisodesResponse)
  @Get()
  @SerializeOptions({ schema: EpisodesResponse })
  list(@Query({ schema: EpisodesQuery }) query: EpisodesQuery): Promise<EpisodesResponse> {
    return this.episodes.list(query);
  }

  /** One episode with its labels and links. */
  @Get(':id')
  @SerializeOptions({ schema: EpisodeResponse })
  episode(@Param('id', { schema: EpisodeId }) id: string): Promise<EpisodeResponse> {
    return this.episodes.episode(id);
  }

  /** What was said of one episode: who acknowledged, silenced, notified. Oldest first. */
  @Get(':id/events')
  @SerializeOptions({ schema: EpisodeEventsResponse })
  history(
    @Param('id', { schema: EpisodeId }) id: string,
    @Query({ schema: EpisodeEventsQuery }) query: EpisodeEventsQuery,
  ): Promise<EpisodeEventsResponse> {
    return this.events.list(id, query);
  }
}
