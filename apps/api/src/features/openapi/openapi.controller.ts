import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { RequirePermission } from '../../http/permission.js';
import { describeRoutes, type OpenApiDocument } from './describe-routes.js';
import { renderDocs } from './render-docs.js';
import { RouteTableService } from './route-table.service.js';

const DocsQuery = z.object({ lang: z.enum(['en', 'ja']).catch('en') });
type DocsQuery = z.infer<typeof DocsQuery>;

/** The description of the API is no secret: it is the same for every installation. */
@Controller('api')
@RequirePermission('public')
export class OpenApiController {
  private document: OpenApiDocument | null = null;

  constructor(
    private readonly table: RouteTableService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** OpenAPI 3.1 of every route. */
  @Get('openapi.json')
  read(): OpenApiDocument {
    this.document ??= describeRoutes(this.table.routes(), { serverUrl: this.env.PUBLIC_URL });
    return this.document;
  }

  /** The same as a page for people. */
  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  docs(@Query({ schema: DocsQuery }) query: DocsQuery): string {
    return renderDocs(this.read(), query.lang);
  }
}
