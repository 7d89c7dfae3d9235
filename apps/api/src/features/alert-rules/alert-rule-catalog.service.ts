import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { LiveService } from '../live/live.service.js';
import {
  AlertRuleCatalogRepository,
  type DefinedRule,
  type KnownRule,
} from './alert-rule-catalog.repository.js';
import { matchRenames } from './match-renames.js';
import {
  behaviourHash,
  definitionHash,
  mergeVariants,
  type RuleVariant,
  toVariant,
} from './merge-definitions.js';
import type { RuleDefinition } from './rule-definition.js';

export type { RuleDefinition };

/** What became of the rules that were listed, and of those that were not. */
export interface CatalogCounts {
  created: number;
  updated: number;
  unchanged: number;
  /** no longer listed by a source that lists all */
  archived: number;
  /** of the archived ones: go on under another name */
  renamed: number;
}

/** `seenAt`: when the source said it; `isComplete`: it named every rule that it has. */
export interface Listing {
  seenAt: Date;
  isComplete: boolean;
}

/** One rule of a listing, with what is known of it. */
interface Listed {
  uid: string;
  known: KnownRule | undefined;
  variants: RuleVariant[];
  isChanged: boolean;
}

/** Which rules there are, as their sources define them. What people say of a rule is never changed here. */
@Injectable()
export class AlertRuleCatalogService {
  constructor(
    private readonly rules: AlertRuleCatalogRepository,
    private readonly catalog: CatalogService,
    private readonly live: LiveService,
  ) {}

  /**
   * Takes a listing of definitions in, in the caller's transaction. A definition that differs makes a version; several
   * of one uid are variants of one rule. With `isComplete` the listing has every rule of the source: rules that it
   * does not name are archived, and one that went on under another name is recorded as renamed (match-renames.ts).
   * An empty complete listing archives nothing: a server that has just started has no rules yet. A listing older than
   * what is known of a rule changes nothing. Counts are per rule.
   */
  async applyDefinitions(
    db: Queryable,
    sourceId: string,
    definitions: readonly RuleDefinition[],
    listing: Listing,
  ): Promise<CatalogCounts> {
    return (await this.apply(db, sourceId, definitions, listing)).counts;
  }

  /** As `applyDefinitions`, with what became of each rule by its uid. */
  async applyEach(
    db: Queryable,
    sourceId: string,
    definitions: readonly RuleDefinition[],
    listing: Listing,
  ): Promise<Map<string, 'created' | 'updated' | 'unchanged'>> {
    return (await this.apply(db, sourceId, definitions, listing)).outcomes;
  }

  private async apply(
    db: Queryable,
    sourceId: string,
    definitions: readonly RuleDefinition[],
    { seenAt, isComplete }: Listing,
  ) {
    const counts: CatalogCounts = { created: 0, updated: 0, unchanged: 0, archived: 0, renamed: 0 };
    const outcomes = new Map<string, 'created' | 'updated' | 'unchanged'>();
    if (definitions.length === 0) return { counts, outcomes };
    await this.rules.lockSource(db, sourceId);
    const byUid = new Map<string, RuleDefinition[]>();
    for (const definition of definitions) {
      byUid.set(definition.uid, [...(byUid.get(definition.uid) ?? []), definition]);
    }
    const known = await this.rules.find(db, sourceId, isComplete ? null : [...byUid.keys()]);
    const knownByUid = new Map(known.map((rule) => [rule.uid, rule]));
    const listed = [...byUid].map(([uid, list]): Listed => {
      const rule = knownByUid.get(uid);
      const isOld = rule?.seenAt != null && Date.parse(rule.seenAt) > seenAt.getTime();
      const variants = isOld
        ? rule.variants
        : mergeVariants(rule?.variants ?? [], list.map(toVariant), isComplete);
      const isBack = rule?.archivedAt != null && Date.parse(rule.archivedAt) <= seenAt.getTime();
      return { uid, known: rule, variants, isChanged: isBack || definitionHash(variants) !== rule?.hash };
    });
    const changed = listed.filter(({ isChanged }) => isChanged);
    await this.write(db, sourceId, changed, seenAt);
    const same = listed.filter(({ isChanged }) => !isChanged);
    await this.rules.touch(
      db,
      same.map((rule) => rule.known!.id),
      seenAt,
    );
    for (const rule of listed) {
      const outcome = !rule.isChanged ? 'unchanged' : rule.known === undefined ? 'created' : 'updated';
      outcomes.set(rule.uid, outcome);
      counts[outcome] += 1;
    }
    if (isComplete) {
      const vanished = known.filter(
        (rule) =>
          !byUid.has(rule.uid) &&
          rule.archivedAt === null &&
          rule.seenAt !== null &&
          Date.parse(rule.seenAt) <= seenAt.getTime(),
      );
      await this.rules.archive(
        db,
        vanished.map(({ id }) => id),
        seenAt,
      );
      counts.archived = vanished.length;
      const fresh = changed.filter((rule) => rule.known === undefined || rule.known.version === null);
      counts.renamed = await this.rename(db, sourceId, vanished, fresh, seenAt);
    }
    if (changed.length + counts.archived > 0) await this.live.publish(db, 'alert-rules');
    return { counts, outcomes };
  }

  private async write(
    db: Queryable,
    sourceId: string,
    changed: readonly Listed[],
    seenAt: Date,
  ): Promise<void> {
    if (changed.length === 0) return;
    const names = changed.flatMap(({ known, variants }) =>
      [...variants, ...(known?.variants ?? [])].flatMap(({ service }) => service ?? []),
    );
    const serviceIds = await this.catalog.resolveServiceIds(db, names);
    const rules = changed.map(({ uid, known, variants }): DefinedRule => {
      const [first] = variants;
      return {
        uid,
        name: first!.name,
        groupName: first!.groupName,
        file: first!.file,
        ...wordsOf(variants, serviceIds),
        before: known?.version == null ? null : wordsOf(known.variants, serviceIds),
        isBehaviourChanged:
          known?.version != null && behaviourHash(known.variants) !== behaviourHash(variants),
      };
    });
    await this.rules.save(db, sourceId, rules, seenAt);
    const versions = changed.flatMap(({ uid, known, variants }) => {
      const hash = definitionHash(variants);
      return hash === known?.hash ? [] : [{ uid, version: (known?.version ?? 0) + 1, hash, variants }];
    });
    await this.rules.addVersions(db, sourceId, versions, seenAt);
  }

  private async rename(
    db: Queryable,
    sourceId: string,
    vanished: readonly KnownRule[],
    fresh: readonly Listed[],
    at: Date,
  ): Promise<number> {
    const renames = matchRenames(vanished, fresh);
    if (renames.length === 0) return 0;
    const rows = await this.rules.find(
      db,
      sourceId,
      renames.flatMap(({ from, to }) => [from, to]),
    );
    const ids = new Map(rows.map(({ uid, id }) => [uid, id]));
    let renamed = 0;
    for (const { from, to } of renames) {
      if (await this.rules.rename(db, ids.get(from)!, ids.get(to)!, at)) renamed += 1;
    }
    return renamed;
  }
}

/** What definitions say of the rule as a whole: the first variant that says it. */
function wordsOf(variants: readonly RuleVariant[], serviceIds: ReadonlyMap<string, string>) {
  const first = <T>(read: (variant: RuleVariant) => T | null): T | null =>
    variants.reduce<T | null>((found, variant) => found ?? read(variant), null);
  return {
    serviceId: first(({ service }) => (service === null ? null : (serviceIds.get(service) ?? null))),
    severity: first(({ severity }) => severity),
    summary: first(({ summary }) => summary),
    runbookUrl: first(({ runbookUrl }) => runbookUrl),
    dashboardUrl: first(({ dashboardUrl }) => dashboardUrl),
  };
}
