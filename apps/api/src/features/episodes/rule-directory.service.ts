import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { AlertRuleDiscoveryRepository } from './alert-rule-discovery.repository.js';
import type { EpisodeTransition } from './episode-transition.js';

/** What a message says of the rule and the service of an alert. `startsAt`: when the rule is known to have fired. */
export type RuleMention = Pick<
  EpisodeTransition,
  'ruleUid' | 'ruleName' | 'groupName' | 'service' | 'severity' | 'startsAt' | 'summary' | 'runbookUrl'
>;

const MAX_CACHED = 100_000;

/**
 * Ids of rules and services by the words of a source, remembered in this process: in the steady state a message needs
 * no look-up. A remembered id may be wrong (rolled back, deleted): callers check by locking and call `forget`.
 */
@Injectable()
export class RuleDirectoryService {
  private readonly ruleIds = new Map<string, string>();
  private readonly serviceIds = new Map<string, string>();

  constructor(
    private readonly rules: AlertRuleDiscoveryRepository,
    private readonly catalog: CatalogService,
  ) {}

  /** Service ids by name for all names in the transitions; unknown services are made. */
  async resolveServices(db: Queryable, transitions: readonly RuleMention[]): Promise<Map<string, string>> {
    const names = new Set<string>();
    for (const { service } of transitions) {
      const name = service?.trim();
      if (name) names.add(name);
    }
    const known = new Map<string, string>();
    for (const name of names) {
      const id = this.serviceIds.get(name);
      if (id !== undefined) known.set(name, id);
    }
    const existing =
      known.size > 0 ? await this.rules.findServices(db, [...new Set(known.values())]) : new Set<string>();
    const missing = [...names].filter((name) => !existing.has(known.get(name) ?? ''));
    if (missing.length > 0) {
      for (const [name, id] of await this.catalog.resolveServiceIds(db, missing)) {
        known.set(name, id);
        remember(this.serviceIds, name, id);
      }
    }
    return known;
  }

  /** Rule ids by uid for all rules in the transitions; unknown rules are made from the first that names them. */
  async resolveRules(
    db: Queryable,
    sourceId: string,
    transitions: readonly RuleMention[],
    serviceIds: ReadonlyMap<string, string>,
  ): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    const missing = new Map<string, RuleMention>();
    for (const transition of transitions) {
      const uid = transition.ruleUid;
      if (known.has(uid) || missing.has(uid)) continue;
      const id = this.ruleIds.get(ruleKey(sourceId, uid));
      if (id === undefined) missing.set(uid, transition);
      else known.set(uid, id);
    }
    if (missing.size === 0) return known;
    let firstSeenAt = transitions[0]!.startsAt;
    for (const { startsAt } of transitions) if (startsAt < firstSeenAt) firstSeenAt = startsAt;
    const made = await this.rules.findOrCreate(
      db,
      sourceId,
      [...missing.values()].map((transition) => ({
        uid: transition.ruleUid,
        name: transition.ruleName,
        groupName: transition.groupName ?? null,
        serviceId: serviceIds.get(transition.service?.trim() ?? '') ?? null,
        severity: transition.severity ?? null,
        summary: transition.summary ?? null,
        runbookUrl: transition.runbookUrl ?? null,
      })),
      firstSeenAt,
    );
    for (const [uid, id] of made) {
      known.set(uid, id);
      remember(this.ruleIds, ruleKey(sourceId, uid), id);
    }
    return known;
  }

  /** Drops what is remembered of a source's rules, after one of them turned out not to exist. */
  forget(sourceId: string): void {
    for (const key of this.ruleIds.keys()) {
      if (key.startsWith(ruleKey(sourceId, ''))) this.ruleIds.delete(key);
    }
  }
}

function ruleKey(sourceId: string, uid: string): string {
  return `${sourceId} ${uid}`;
}

function remember(map: Map<string, string>, key: string, id: string): void {
  if (map.size >= MAX_CACHED) map.clear();
  map.set(key, id);
}
