import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Disclosures } from '@styrbord/service/disclosures';
import { KeyController } from '@styrbord/service/key.controller';
import { IMPORTS, LEDGER } from '@styrbord/service/stores';
import { ACCESS_LOG, CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { SteeringAccessLog } from './access-log';
import { Clerk } from './clerk';
import { Desk } from './desk';
import { DocumentsController } from './documents.controller';
import { Erasing } from './erasing';
import { OwnImports } from './imports';
import { LaboratoryController } from './laboratory.controller';
import { MeasurementsController } from './measurements.controller';
import { ORDER_HANDLERS } from './orders';
import { SteeringController } from './steering.controller';
import { SubjectsController } from './subjects.controller';

/** The write side: HTTP → command → events. */
@Module({
  imports: [CqrsModule],
  controllers: [MeasurementsController, DocumentsController, SteeringController, LaboratoryController, KeyController, SubjectsController],
  providers: [
    {
      provide: Desk,
      useFactory: (ledger: LedgerWriter, documents: Documents, now: Clock) => new Desk(ledger, documents, now),
      inject: [LEDGER, DOCUMENTS, CLOCK],
    },
    Clerk,
    Disclosures,
    Erasing,
    SteeringAccessLog,
    { provide: ACCESS_LOG, useExisting: SteeringAccessLog },
    { provide: IMPORTS, useClass: OwnImports },
    ...ORDER_HANDLERS,
  ],
  exports: [Desk, Clerk, ACCESS_LOG, IMPORTS],
})
export class SteeringModule {}
