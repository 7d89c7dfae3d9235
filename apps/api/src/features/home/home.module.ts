import { Module } from '@nestjs/common';
import { HomeController } from './home.controller.js';
import { HomeReadModel } from './home.read-model.js';
import { HomeService } from './home.service.js';

@Module({ controllers: [HomeController], providers: [HomeReadModel, HomeService] })
export class HomeModule {}
