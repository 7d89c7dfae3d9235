import { Body, Controller, Delete, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import {
  ApiTokenCreatedResponse,
  ApiTokensResponse,
  CreateApiTokenBody,
} from '@tenken/shared/identity.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { ApiTokenService } from './api-token.service.js';

/** Tokens for programs. */
@Controller('api/v1/tokens')
@RequirePermission('admin')
export class ApiTokenController {
  constructor(private readonly tokens: ApiTokenService) {}

  /** All tokens, revoked ones last; never the secrets themselves. */
  @Get()
  @SerializeOptions({ schema: ApiTokensResponse })
  async list(): Promise<ApiTokensResponse> {
    return { items: await this.tokens.list() };
  }

  /** Makes a token; the secret is in this answer only. */
  @Post()
  @SerializeOptions({ schema: ApiTokenCreatedResponse })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateApiTokenBody }) body: CreateApiTokenBody,
  ): Promise<ApiTokenCreatedResponse> {
    return this.tokens.create(actor, body);
  }

  /** Revokes a token at once. */
  @Delete(':id')
  @HttpCode(204)
  revoke(@CurrentActor() actor: Actor, @Param('id', { schema: RowId }) id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
