import { Body, Controller, Get, Param, Put, Query, SerializeOptions } from '@nestjs/common';
import {
  DetectionLedgerQuery,
  DetectionLedgerResponse,
  EpisodeCandidatesResponse,
  PutEpisodeLinksBody,
  RecallQuery,
  RecallResponse,
} from '@tenken/shared/detection.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { DetectionLedgerReadModel } from './detection-ledger.read-model.js';
import { EpisodeCandidateReadModel } from './episode-candidates.read-model.js';
import { EpisodeLinkService } from './episode-links.service.js';
import { RecallService } from './recall.service.js';

@Controller('api/v1')
@RequirePermission('read')
export class DetectionController {
  constructor(
    private readonly ledgerModel: DetectionLedgerReadModel,
    private readonly candidatesModel: EpisodeCandidateReadModel,
    private readonly links: EpisodeLinkService,
    private readonly recalls: RecallService,
  ) {}

  /** How many incidents an alert told in time, per period and service. */
  @AlsoAsCsv()
  @Get('metrics/recall')
  @SerializeOptions({ schema: RecallResponse })
  recall(@Query({ schema: RecallQuery }) query: RecallQuery): Promise<RecallResponse> {
    return this.recalls.recall(query);
  }

  /** Per incident: which alert saw it first, or who told us. */
  @AlsoAsFile('detection-ledger', DetectionLedgerQuery, DetectionLedgerResponse)
  @Get('detection-ledger')
  @SerializeOptions({ schema: DetectionLedgerResponse })
  ledger(
    @Query({ schema: DetectionLedgerQuery }) query: DetectionLedgerQuery,
  ): Promise<DetectionLedgerResponse> {
    return this.ledgerModel.ledger(query);
  }

  /** Episodes that are, or may be, of an incident. */
  @Get('incidents/:id/episode-candidates')
  @SerializeOptions({ schema: EpisodeCandidatesResponse })
  candidates(@Param('id', { schema: RowId }) id: string): Promise<EpisodeCandidatesResponse> {
    return this.candidatesModel.candidates(id);
  }

  /** Confirms, rejects or takes back links of episodes to an incident. */
  @Put('incidents/:id/episode-links')
  @RequirePermission('write')
  @SerializeOptions({ schema: EpisodeCandidatesResponse })
  async putLinks(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: PutEpisodeLinksBody }) body: PutEpisodeLinksBody,
  ): Promise<EpisodeCandidatesResponse> {
    await this.links.put(actor, id, body);
    return this.candidatesModel.candidates(id);
  }
}
