import { Module } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { AlertsWatch } from '@styrbord/service/alerts-watch';
import { Disclosures } from '@styrbord/service/disclosures';
import { Metrics } from '@styrbord/service/metrics';
import { ReadingModule, SERIES, STRUCTURE } from '@styrbord/service/reading.module';
import { ALERTS_LEDGER, AUDIT_LEDGER, LEDGER } from '@styrbord/service/stores';
import { DOCUMENTS } from '@styrbord/service/tokens';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { Boards } from './boards';
import { BoardsFor, type Shown } from './boards-for';
import { ExportController } from './export.controller';
import { LaboratoryController } from './laboratory.controller';
import { LiveBoards } from './live-boards';
import { MeasuresController } from './measures.controller';
import { ScorecardsController } from './scorecards.controller';
import { AlertsHealthController, StatusController, StatusReading } from './status.controller';
import { StructureController } from './structure.controller';

/** The read side: scorecards, live boards, series, exports. */
@Module({
  imports: [ReadingModule],
  controllers: [
    ScorecardsController,
    StructureController,
    MeasuresController,
    LaboratoryController,
    ExportController,
    StatusController,
    AlertsHealthController,
  ],
  providers: [
    Disclosures,
    {
      provide: BoardsFor,
      useFactory: (knowledge: Knowledge, structure: ViewReader, series: ViewReader, ledger: Ledger, metrics: Metrics) => {
        const [all, shown] = [true, false].map((isUnsuppressed) => {
          const boards = new Boards(knowledge, series, ledger, isUnsuppressed);
          return { boards, live: new LiveBoards(boards, [structure, series]) };
        }) as [Shown, Shown];
        metrics.watchReaders(() => all.live.readers + shown.live.readers);
        return new BoardsFor(all, shown);
      },
      inject: [Knowledge, STRUCTURE, SERIES, LEDGER, Metrics],
    },
    {
      provide: StatusReading,
      useFactory: (
        ledger: Ledger,
        audit: Ledger,
        alerts: Ledger,
        structure: ViewReader,
        series: ViewReader,
        documents: Documents,
        watch: AlertsWatch,
      ) => new StatusReading([ledger, audit, alerts], [structure, series], documents, watch),
      inject: [LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, STRUCTURE, SERIES, DOCUMENTS, AlertsWatch],
    },
  ],
  exports: [ReadingModule],
})
export class BoardsModule {}
