import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the deliveries of a source look like (a sample of them), so that a sender's change of shape is noticed; and the
 * former ids of action items, whose issues were moved in their tracker.
 */
export class CreateSourceSchemas1795100500000 implements MigrationInterface {
  name = 'CreateSourceSchemas1795100500000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table source_schemas (
        source_id bigint not null references sources (id) on delete cascade,
        adapter text not null,
        -- deliveries that were looked at
        sampled bigint not null default 0,
        first_sampled_at timestamptz not null,
        last_sampled_at timestamptz not null,
        -- what is new or missing from then on is drift; null while the shape is being learned
        baseline_at timestamptz,
        primary key (source_id, adapter)
      );

      create table source_schema_paths (
        source_id bigint not null,
        adapter text not null,
        path text not null,
        -- JSON types seen and expected here; null is no type of its own
        types text[] not null default '{}',
        -- sampled deliveries that have it, and those that have its parent without it
        seen bigint not null default 0,
        absent bigint not null default 0,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        last_absent_at timestamptz,
        -- a value of it, shortened and without secrets
        example text,
        -- drift that nobody has called expected yet, since when
        new_since timestamptz,
        missing_since timestamptz,
        retyped_since timestamptz,
        retyped_to text,
        primary key (source_id, adapter, path),
        foreign key (source_id, adapter) references source_schemas (source_id, adapter) on delete cascade
      );
      create index source_schema_paths_drift_idx on source_schema_paths (source_id)
        where new_since is not null or missing_since is not null or retyped_since is not null;

      create table action_item_former_ids (
        source text not null,
        external_id text not null,
        action_item_id bigint not null references action_items (id) on delete cascade,
        primary key (source, external_id)
      );
      create index action_item_former_ids_item_idx on action_item_former_ids (action_item_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table action_item_former_ids, source_schema_paths, source_schemas');
  }
}
