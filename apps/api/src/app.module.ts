import { type DynamicModule, Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClockModule } from './clock/clock.module.js';
import type { Env } from './config/env.js';
import { EnvModule } from './config/env.module.js';
import { dataSourceOptions } from './database/data-source.js';
import { features } from './feature-list.js';
import { AuthenticationGuard } from './http/authentication.guard.js';
import { CsvInterceptor } from './http/csv-interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { validationPipe } from './http/validation.js';
import { JobsModule } from './jobs/jobs.module.js';
import { OutboundModule } from './outbound/outbound.module.js';
import { PrintingModule } from './printing/printing.module.js';

@Module({})
export class AppModule {
  /** The whole API on one database. */
  static with(env: Env, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        EnvModule.with(env),
        ClockModule,
        JobsModule,
        OutboundModule,
        PrintingModule,
        TypeOrmModule.forRoot({
          ...dataSourceOptions(databaseUrl, env.DATABASE_POOL_SIZE),
          retryAttempts: 3,
        }),
        ...features,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: CsvInterceptor },
        {
          provide: APP_INTERCEPTOR,
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
          inject: [Reflector],
        },
      ],
    };
  }
}
