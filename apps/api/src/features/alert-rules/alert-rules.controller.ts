import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  AlertRuleEvidenceResponse,
  AlertRuleMetricsQuery,
  AlertRuleMetricsResponse,
  AlertRuleResponse,
  AlertRulesQuery,
  AlertRulesResponse,
  HeatStripResponse,
  PatchAlertRuleBody,
  PatchAlertRulesBody,
  PatchAlertRulesResponse,
  RangeQuery,
  RuleDurationsResponse,
} from '@tenken/shared/alert-rules.contract';
import { RowId } from '@tenken/shared/row-id';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { AlertRuleDetailReadModel } from './alert-rule-detail.read-model.js';
import { AlertRuleListReadModel } from './alert-rule-list.read-model.js';
import { AlertRuleMetricsReadModel } from './alert-rule-metrics.read-model.js';
import { AlertRuleService } from './alert-rules.service.js';

@Controller('api/v1')
@RequirePermission('read')
export class AlertRulesController {
  constructor(
    private readonly metricsModel: AlertRuleMetricsReadModel,
    private readonly listModel: AlertRuleListReadModel,
    private readonly detail: AlertRuleDetailReadModel,
    private readonly rules: AlertRuleService,
    private readonly clock: Clock,
  ) {}

  /** Alert rules ranked by a figure of a range. */
  @AlsoAsFile('alert-rule-metrics', AlertRuleMetricsQuery, AlertRuleMetricsResponse)
  @Get('metrics/alert-rules')
  @SerializeOptions({ schema: AlertRuleMetricsResponse })
  metrics(
    @Query({ schema: AlertRuleMetricsQuery }) query: AlertRuleMetricsQuery,
  ): Promise<AlertRuleMetricsResponse> {
    return this.metricsModel.rank(query);
  }

  /** Alert rules with their defects. */
  @AlsoAsFile('alert-rules', AlertRulesQuery, AlertRulesResponse)
  @Get('alert-rules')
  @SerializeOptions({ schema: AlertRulesResponse })
  list(@Query({ schema: AlertRulesQuery }) query: AlertRulesQuery): Promise<AlertRulesResponse> {
    return this.listModel.list(query);
  }

  /** Corrects many rules at once; answers with what it took away. */
  @Patch('alert-rules')
  @RequirePermission('write')
  @SerializeOptions({ schema: PatchAlertRulesResponse })
  changeMany(
    @CurrentActor() actor: Actor,
    @Body({ schema: PatchAlertRulesBody }) body: PatchAlertRulesBody,
  ): Promise<PatchAlertRulesResponse> {
    return this.rules.changeMany(actor, body);
  }

  /** One rule: definition, versions, what its source cannot tell. */
  @Get('alert-rules/:id')
  @SerializeOptions({ schema: AlertRuleResponse })
  rule(@Param('id', { schema: RowId }) id: string): Promise<AlertRuleResponse> {
    return this.detail.rule(id);
  }

  /** Corrects what is known of a rule; answers with the rule. */
  @Patch('alert-rules/:id')
  @RequirePermission('write')
  @SerializeOptions({ schema: AlertRuleResponse })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: PatchAlertRuleBody }) body: PatchAlertRuleBody,
  ): Promise<AlertRuleResponse> {
    await this.rules.change(actor, id, body);
    return this.detail.rule(id);
  }

  /** The rule is not the one that it was taken for under another name; answers with the rule. */
  @Post('alert-rules/:id/undo-rename')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: AlertRuleResponse })
  async undoRename(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<AlertRuleResponse> {
    await this.rules.undoRename(actor, id);
    return this.detail.rule(id);
  }

  /** What one rule did in a range. */
  @AlsoAsCsv()
  @Get('alert-rules/:id/evidence')
  @SerializeOptions({ schema: AlertRuleEvidenceResponse })
  evidence(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<AlertRuleEvidenceResponse> {
    return this.detail.evidence(id, resolveRange(query, this.clock.now()));
  }

  /** Firings of one rule by weekday and hour, and by day and hour. */
  @AlsoAsCsv()
  @Get('alert-rules/:id/heat-strip')
  @SerializeOptions({ schema: HeatStripResponse })
  heatStrip(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<HeatStripResponse> {
    return this.detail.heatStrip(id, resolveRange(query, this.clock.now()));
  }

  /** How long the episodes of one rule lasted. */
  @AlsoAsCsv()
  @Get('alert-rules/:id/durations')
  @SerializeOptions({ schema: RuleDurationsResponse })
  durations(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: RangeQuery }) query: RangeQuery,
  ): Promise<RuleDurationsResponse> {
    return this.detail.durations(id, resolveRange(query, this.clock.now()));
  }
}
