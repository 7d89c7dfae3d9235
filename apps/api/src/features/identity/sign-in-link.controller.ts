import { Body, Controller, Get, Param, Post, SerializeOptions } from '@nestjs/common';
import { AcceptSignInLinkBody, SessionResponse, SignInLinkResponse } from '@tenken/shared/identity.contract';
import { z } from 'zod';
import type { Caller } from '../../http/actor.js';
import { CurrentCaller } from '../../http/caller.js';
import { RequirePermission } from '../../http/permission.js';
import { SignInLinkService } from './sign-in-link.service.js';

const LinkToken = z.string().max(200);

/** One-time links: whoever holds one may look at it and use it up. */
@Controller('api/v1/sign-in-links/:token')
@RequirePermission('public')
export class SignInLinkController {
  constructor(private readonly links: SignInLinkService) {}

  /** What the link is good for; 410 when it was used, taken back or is too old. */
  @Get()
  @SerializeOptions({ schema: SignInLinkResponse })
  read(@Param('token', { schema: LinkToken }) token: string): Promise<SignInLinkResponse> {
    return this.links.describe(token);
  }

  /** Makes the account, or sets the new password, and signs in. With a reset link the name stays as it is. */
  @Post('accept')
  @SerializeOptions({ schema: SessionResponse })
  async accept(
    @Param('token', { schema: LinkToken }) token: string,
    @Body({ schema: AcceptSignInLinkBody }) body: AcceptSignInLinkBody,
    @CurrentCaller() caller: Caller,
  ): Promise<SessionResponse> {
    return { user: await this.links.accept(token, body, caller) };
  }
}
