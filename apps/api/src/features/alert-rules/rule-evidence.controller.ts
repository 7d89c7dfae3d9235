import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import { RangeQuery } from '@tenken/shared/alert-rules.contract';
import { RowId } from '@tenken/shared/row-id';
import {
  DefinitionEffectsResponse,
  RuleBehaviourResponse,
  RuleHistoryResponse,
  RuleIncidentsResponse,
  RuleSilencesResponse,
  RuleTogetherResponse,
} from '@tenken/shared/rule-evidence.contract';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { RuleIncidentsReadModel } from '../detection/rule-incidents.read-model.js';
import { AlertRuleBehaviourReadModel } from './alert-rule-behaviour.read-model.js';
import { AlertRuleHistoryReadModel } from './alert-rule-history.read-model.js';
import { AlertRuleSilencesReadModel } from './alert-rule-silences.read-model.js';
import { AlertRuleTogetherReadModel } from './alert-rule-together.read-model.js';

/** What stands for and against one rule, question by question: a page asks only for what it shows. */
@Controller('api/v1/alert-rules/:id')
@RequirePermission('read')
export class RuleEvidenceController {
  constructor(
    private readonly behaviourModel: AlertRuleBehaviourReadModel,
    private readonly historyModel: AlertRuleHistoryReadModel,
    private readonly silencesModel: AlertRuleSilencesReadModel,
    private readonly togetherModel: AlertRuleTogetherReadModel,
    private readonly incidentsModel: RuleIncidentsReadModel,
    private readonly clock: Clock,
  ) {}

  /** Alerts of the range that chatter or are stale. */
  @AlsoAsCsv()
  @Get('behaviour')
  @SerializeOptions({ schema: RuleBehaviourResponse })
  behaviour(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<RuleBehaviourResponse> {
    return this.behaviourModel.behaviour(id, resolveRange(query, this.clock.now()));
  }

  /** Incidents that it caught, told late of, or missed. */
  @AlsoAsCsv()
  @Get('incidents')
  @SerializeOptions({ schema: RuleIncidentsResponse })
  incidents(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<RuleIncidentsResponse> {
    return this.incidentsModel.incidents(id, resolveRange(query, this.clock.now()));
  }

  /** Alerts day by day, with decisions and changes of its definition. */
  @AlsoAsCsv()
  @Get('history')
  @SerializeOptions({ schema: RuleHistoryResponse })
  history(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<RuleHistoryResponse> {
    return this.historyModel.history(id, resolveRange(query, this.clock.now()));
  }

  /** What each change of its definition did to its alerts. */
  @Get('definition-effects')
  @SerializeOptions({ schema: DefinitionEffectsResponse })
  definitionEffects(@Param('id', { schema: RowId }) id: string): Promise<DefinitionEffectsResponse> {
    return this.historyModel.definitionEffects(id);
  }

  /** Silences over it: for how long, how many alerts, by whom. */
  @AlsoAsCsv()
  @Get('silences')
  @SerializeOptions({ schema: RuleSilencesResponse })
  silences(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<RuleSilencesResponse> {
    return this.silencesModel.silencesOf(id, resolveRange(query, this.clock.now()));
  }

  /** Rules that fire with it more often than chance would have it. */
  @AlsoAsCsv()
  @Get('together')
  @SerializeOptions({ schema: RuleTogetherResponse })
  together(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<RuleTogetherResponse> {
    return this.togetherModel.together(id, resolveRange(query, this.clock.now()));
  }
}
