import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, selectOne } from '../../database/select.js';

/** `free`: how many failures a window allows; after that each one blocks, twice as long as the one before. */
export interface ThrottleLimit {
  free: number;
  windowSeconds: number;
  firstBlockSeconds: number;
  longestBlockSeconds: number;
}

/** Attempts to sign in, counted in the database so that several API processes count together. */
@Injectable()
export class SignInThrottleRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Counts an attempt as failed in advance, so that a hundred at once are not all let through.
   * Returns null when the attempt may go on, otherwise the seconds to wait (and then nothing is counted).
   */
  async admit(key: string, limit: ThrottleLimit, now: Date): Promise<number | null> {
    const admitted = await selectOne(
      this.dataSource.manager,
      z.object({ failures: rowCount }),
      `insert into sign_in_throttles as t (key, failures, window_started_at) values ($1, 1, $2)
       on conflict (key) do update set
         failures = case when t.window_started_at <= $2::timestamptz - make_interval(secs => $3)
                         then 1 else t.failures + 1 end,
         window_started_at = case when t.window_started_at <= $2::timestamptz - make_interval(secs => $3)
                                  then $2 else t.window_started_at end,
         blocked_until = case when t.window_started_at > $2::timestamptz - make_interval(secs => $3)
                               and t.failures + 1 >= $4
                              then $2::timestamptz + make_interval(secs => least($6::float8,
                                     $5::float8 * power(2::float8, least(t.failures + 1 - $4, 20))))
                         end
       where t.blocked_until is null or t.blocked_until <= $2
       returning failures`,
      [key, now, limit.windowSeconds, limit.free, limit.firstBlockSeconds, limit.longestBlockSeconds],
    );
    if (admitted !== null) return null;
    const blocked = await selectOne(
      this.dataSource.manager,
      z.object({ seconds: rowCount }),
      `select ceil(extract(epoch from blocked_until - $2::timestamptz)) as seconds
       from sign_in_throttles where key = $1 and blocked_until > $2`,
      [key, now],
    );
    return blocked === null ? null : Math.max(1, blocked.seconds);
  }

  /** The attempt was right after all: the account starts afresh. */
  async forget(key: string): Promise<void> {
    await this.dataSource.query('delete from sign_in_throttles where key = $1', [key]);
  }

  /** The attempt was right: it does not count against the address, earlier failures still do. */
  async takeBack(key: string): Promise<void> {
    await this.dataSource.query(
      `update sign_in_throttles set failures = greatest(failures - 1, 0), blocked_until = null where key = $1`,
      [key],
    );
  }

  async removeOlderThan(before: Date): Promise<void> {
    await this.dataSource.query(
      `delete from sign_in_throttles where window_started_at < $1 and (blocked_until is null or blocked_until < $1)`,
      [before],
    );
  }
}
