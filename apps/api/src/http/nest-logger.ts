import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Lets NestJS log through pino: one JSON line per event, with the class that logs as `context`. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, context?: string): void {
    // Nest tells every module and route it mounts; that is for debugging only
    this.pino.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }

  error(message: unknown, stackOrContext?: string, context?: string): void {
    if (context === undefined) this.pino.error({ context: stackOrContext }, String(message));
    else this.pino.error({ context, stack: stackOrContext }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.pino.fatal({ context }, String(message));
  }
}
