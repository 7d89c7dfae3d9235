import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { HomeController } from './home.controller.js';
import { HomeReadModel } from './home.read-model.js';
import { HomeService } from './home.service.js';

@Module({
  imports: [DecisionsModule],
  controllers: [HomeController],
  providers: [HomeReadModel, HomeService],
})
export class HomeModule {}
