import { Injectable } from '@nestjs/common';
import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import {
  MAPPED_KINDS,
  MAPPING_EXPRESSIONS,
  type MappedEpisode,
  type MappingTrial,
  type MappingTrialBody,
  type MappingTrialResponse,
} from '@tenken/shared/source-mapping.contract';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { SourceMappingService } from '../source-mappings/source-mapping.service.js';
import { SourceService } from '../sources/source.service.js';
import type { AdapterOutput } from './adapters/adapter.js';
import { MappingTrialReadModel, type TriedDelivery } from './mapping-trial.read-model.js';
import { readDelivery } from './read-delivery.js';

const SHOWN = 20;
const SAMPLE_LENGTH = 4000;

/** Tries a mapping before it is saved: the same reading as that of a delivery, and nothing is stored. */
@Injectable()
export class MappingTrialService {
  constructor(
    private readonly sources: SourceService,
    private readonly readModel: MappingTrialReadModel,
    private readonly clock: Clock,
  ) {}

  async try(sourceId: string, body: MappingTrialBody): Promise<MappingTrialResponse> {
    const source = await this.sources.findById(sourceId);
    if (source === null) throw DomainError.notFound('source', sourceId);
    if (!MAPPED_KINDS.includes(source.kind)) {
      throw DomainError.invalid('mapping', `sources of the kind ${source.kind} have no mapping`);
    }
    SourceMappingService.check(body.mapping, 'mapping');
    const settings = { ...source.settings, mapping: body.mapping };
    const trials = (await this.deliveriesOf(sourceId, source.kind, body)).map((delivery): MappingTrial => {
      const { output, unread } = readDelivery(delivery, delivery.body, {
        settings,
        defaultService: source.serviceName,
      });
      // an adapter that reads nothing at all has no output, only why
      const problems = output.problems.length === 0 ? (unread?.parts ?? []) : output.problems;
      return {
        deliveryId: delivery.id,
        receivedAt: delivery.receivedAt.toISOString(),
        episodes: episodesOf(output),
        total: output.transitions.length + output.events.length,
        problems: problems
          .slice(0, SHOWN)
          .map((part) => ({ field: fieldOf(part), message: part.text, part })),
        warnings: output.warnings.slice(0, SHOWN),
        sample: delivery.body.toString('utf8').slice(0, SAMPLE_LENGTH),
      };
    });
    return { trials, quarantined: await this.readModel.countQuarantined(sourceId) };
  }

  private async deliveriesOf(
    sourceId: string,
    kind: string,
    body: MappingTrialBody,
  ): Promise<TriedDelivery[]> {
    if (body.from !== 'body') return this.readModel.newest(sourceId, body.from === 'quarantined');
    if (body.body === undefined) throw DomainError.invalid('body', 'expected the body to try it on');
    const headers = { 'content-type': 'application/json' };
    return [{ id: null, receivedAt: this.clock.now(), adapter: kind, headers, body: Buffer.from(body.body) }];
  }
}

function episodesOf({ transitions, events }: AdapterOutput): MappedEpisode[] {
  const started = transitions.slice(0, SHOWN).map((one) => ({
    ...describe(one),
    startsAt: one.startsAt.toISOString(),
    endsAt: one.endsAt?.toISOString() ?? null,
    state: null,
    at: null,
  }));
  const happened = events.slice(0, SHOWN - started.length).map((one) => ({
    ...describe(one),
    startsAt: null,
    endsAt: null,
    state: one.kind,
    at: one.at.toISOString(),
  }));
  return [...started, ...happened];
}

function describe(one: AdapterOutput['transitions' | 'events'][number]) {
  return {
    rule: one.ruleName,
    ruleUid: one.ruleUid,
    fingerprint: one.fingerprint,
    service: one.service ?? null,
    severity: one.severity ?? null,
    labels: one.labels,
    annotations: one.annotations,
    summary: one.summary ?? null,
    url: one.generatorUrl ?? null,
  };
}

/** The field of the mapping, where the problem is of one. */
function fieldOf(part: UnreadPart): string | null {
  return MAPPING_EXPRESSIONS.find((one) => one === part.field) ?? null;
}
