import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { LedgerTrees } from '@styrbord/eventsourcing/ledger-trees';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Signer } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Disclosures } from '@styrbord/service/disclosures';
import { ReadingModule } from '@styrbord/service/reading.module';
import { LOG } from '@styrbord/service/security-log';
import { ALERTS_LEDGER, AUDIT_LEDGER, LEDGER } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Logger } from 'pino';
import { auditName, auditSigners, SIGNERS } from './audit-keys';
import { AuditedLedgers, type AuditedLedger } from './audited-ledgers';
import { checkpointSinks } from './checkpoint-sinks';
import { Checkpoints } from './checkpoints';
import { Evidence } from './evidence';
import { EvidenceController } from './evidence.controller';
import { HandingOver } from './handing-over';
import { History } from './history';
import { HistoryController } from './history.controller';
import { Moments } from './moments';
import { ProofsController } from './proofs.controller';
import { SampleController } from './sample.controller';
import { SampleNotes } from './sample-notes';
import { Replay } from './replay';
import { ReplayController } from './replay.controller';

const CHECKPOINT_MS = 60_000;

/** Signs each minute that a ledger grew. */
@Injectable()
class Signing implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private signing: Promise<void> = Promise.resolve();

  constructor(
    private readonly ledgers: AuditedLedgers,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const { trees, checkpoints } of this.ledgers.all) {
      await trees.start();
      await checkpoints.start();
    }
    this.timer = setInterval(() => {
      this.signing = this.signAll().catch((err: unknown) => this.log.warn({ err }, 'no checkpoint could be signed'));
    }, CHECKPOINT_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.signing;
    for (const { handing } of this.ledgers.all) await handing.settled();
  }

  private async signAll(): Promise<void> {
    for (const { checkpoints } of this.ledgers.all) await checkpoints.tick();
  }
}

/** History, replay, checkpoints, proofs and evidence. The steering ledger is only read. */
@Module({
  imports: [ReadingModule],
  controllers: [SampleController, HistoryController, ReplayController, ProofsController, EvidenceController],
  providers: [
    Disclosures,
    Moments,
    { provide: SampleNotes, useFactory: (ledger: LedgerWriter) => new SampleNotes(ledger), inject: [AUDIT_LEDGER] },
    { provide: SIGNERS, useFactory: (config: Config) => auditSigners(config), inject: [CONFIG] },
    {
      provide: AuditedLedgers,
      useFactory: (
        steering: Ledger,
        audit: Ledger,
        alerts: Ledger,
        knowledge: Knowledge,
        documents: Documents,
        signers: readonly Signer[],
        config: Config,
        now: Clock,
        log: Logger,
      ) => {
        const audited = (ledger: Ledger): AuditedLedger => {
          const trees = new LedgerTrees({ ledger, documents, sha256 });
          const origin = `${auditName(config)}/${ledger.name}`;
          const handing = new HandingOver({ ledger: ledger.name, sinks: checkpointSinks(config, ledger.name), documents, now, log });
          const checkpoints = new Checkpoints({ ledger, documents, trees, signers, origin, handing, now });
          return { ledger, trees, checkpoints, handing, evidence: new Evidence(ledger, knowledge, trees, checkpoints) };
        };
        return new AuditedLedgers({ steering: audited(steering), audit: audited(audit), alerts: audited(alerts) });
      },
      inject: [LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, Knowledge, DOCUMENTS, SIGNERS, CONFIG, CLOCK, LOG],
    },
    {
      provide: History,
      useFactory: (steering: Ledger, audit: Ledger, alerts: Ledger, knowledge: Knowledge) =>
        new History({ steering, audit, alerts }, knowledge),
      inject: [LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, Knowledge],
    },
    {
      provide: Replay,
      useFactory: (knowledge: Knowledge, ledger: Ledger, history: History) => new Replay(knowledge, ledger, history),
      inject: [Knowledge, LEDGER, History],
    },
    Signing,
  ],
  exports: [ReadingModule],
})
export class AuditModule {}
