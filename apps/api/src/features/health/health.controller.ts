import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../errors/domain-error.js';
import { RequirePermission } from '../../http/permission.js';

@Controller('api/health')
@RequirePermission('public')
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}

  /** The process answers. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The database is reachable and every migration is applied. */
  @Get('ready')
  async ready(): Promise<{ status: string }> {
    const pending = await this.dataSource.showMigrations().catch((cause: unknown) => {
      throw new DomainError('unavailable', 'database_unavailable', 'The database cannot be reached.', {
        cause,
        retryAfterSeconds: 5,
      });
    });
    if (pending) {
      throw new DomainError('unavailable', 'migrations_pending', 'Migrations are not applied yet.', {
        retryAfterSeconds: 5,
      });
    }
    return { status: 'ready' };
  }
}
