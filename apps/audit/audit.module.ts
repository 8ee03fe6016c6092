import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { LedgerTrees } from '@styrbord/eventsourcing/ledger-trees';
import type { Signer } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { CONFIG, type Config } from '@styrbord/service/config';
import { ReadingModule } from '@styrbord/service/reading.module';
import { LOG } from '@styrbord/service/security-log';
import { LEDGER } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Logger } from 'pino';
import { auditName, auditSigners, SIGNERS } from './audit-keys';
import { checkpointSinks } from './checkpoint-sinks';
import { Checkpoints } from './checkpoints';
import { Evidence } from './evidence';
import { EvidenceController } from './evidence.controller';
import { History } from './history';
import { HistoryController } from './history.controller';
import { ProofsController } from './proofs.controller';
import { Replay } from './replay';
import { ReplayController } from './replay.controller';

const CHECKPOINT_MS = 60_000;

/** Signs each minute that the ledger grew. */
@Injectable()
class Signing implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private signing: Promise<void> = Promise.resolve();

  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly trees: LedgerTrees,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.trees.start();
    await this.checkpoints.start();
    this.timer = setInterval(() => {
      this.signing = this.checkpoints.tick().catch((err: unknown) => this.log.warn({ err }, 'no checkpoint could be signed'));
    }, CHECKPOINT_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.signing;
  }
}

/** History, replay, checkpoints, proofs and evidence. The ledger is only read. */
@Module({
  imports: [ReadingModule],
  controllers: [HistoryController, ReplayController, ProofsController, EvidenceController],
  providers: [
    { provide: SIGNERS, useFactory: (config: Config) => auditSigners(config), inject: [CONFIG] },
    {
      provide: LedgerTrees,
      useFactory: (ledger: Ledger, documents: Documents) => new LedgerTrees({ ledger, documents, sha256 }),
      inject: [LEDGER, DOCUMENTS],
    },
    {
      provide: Checkpoints,
      useFactory: (
        ledger: Ledger,
        documents: Documents,
        trees: LedgerTrees,
        signers: readonly Signer[],
        config: Config,
        now: Clock,
        log: Logger,
      ) =>
        new Checkpoints({
          ledger,
          documents,
          trees,
          signers,
          origin: `${auditName(config)}/${ledger.name}`,
          sinks: checkpointSinks(config, ledger.name),
          now,
          log,
        }),
      inject: [LEDGER, DOCUMENTS, LedgerTrees, SIGNERS, CONFIG, CLOCK, LOG],
    },
    { provide: History, useFactory: (ledger: Ledger, knowledge: Knowledge) => new History(ledger, knowledge), inject: [LEDGER, Knowledge] },
    {
      provide: Replay,
      useFactory: (knowledge: Knowledge, ledger: Ledger, history: History) => new Replay(knowledge, ledger, history),
      inject: [Knowledge, LEDGER, History],
    },
    {
      provide: Evidence,
      useFactory: (ledger: Ledger, knowledge: Knowledge, trees: LedgerTrees, checkpoints: Checkpoints) =>
        new Evidence(ledger, knowledge, trees, checkpoints),
      inject: [LEDGER, Knowledge, LedgerTrees, Checkpoints],
    },
    Signing,
  ],
  exports: [ReadingModule],
})
export class AuditModule {}
