import { Global, Module } from '@nestjs/common';
import { PagePrinter } from './page-printer.js';

/** The printer of the process, for every feature: documents are printed one after the other. */
@Global()
@Module({ providers: [PagePrinter], exports: [PagePrinter] })
export class PrintingModule {}
