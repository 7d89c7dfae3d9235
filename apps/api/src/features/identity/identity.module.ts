import { Global, Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { ApiTokenController } from './api-token.controller.js';
import { ApiTokenRepository } from './api-token.repository.js';
import { ApiTokenService } from './api-token.service.js';
import { IdentityService } from './identity.service.js';
import { SessionController } from './session.controller.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';
import { SignInLinkController } from './sign-in-link.controller.js';
import { SignInLinkRepository } from './sign-in-link.repository.js';
import { SignInLinkService } from './sign-in-link.service.js';
import { SignInThrottleRepository } from './sign-in-throttle.repository.js';
import { UserController } from './user.controller.js';
import { UserRepository } from './user.repository.js';
import { UserService } from './user.service.js';

@Global()
@Module({
  imports: [LiveModule],
  controllers: [SessionController, SignInLinkController, UserController, ApiTokenController],
  providers: [
    ApiTokenRepository,
    ApiTokenService,
    IdentityService,
    SessionRepository,
    SessionService,
    SignInLinkRepository,
    SignInLinkService,
    SignInService,
    SignInThrottleRepository,
    UserRepository,
    UserService,
  ],
  exports: [ApiTokenService, IdentityService, SignInLinkService, UserService],
})
export class IdentityModule {}
