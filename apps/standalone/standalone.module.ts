import { Global, Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { AuditModule } from '../audit/audit.module';
import { BoardsModule } from '../boards/boards.module';
import { SteeringModule } from '../steering/steering.module';
import { DemoLoading } from './demo';
import { StoresModule } from './stores.module';

/** Every service in one process: what they ask of each other goes through the tokens of libs/service. */
@Global()
@Module({
  imports: [StoresModule, BoardsModule, SteeringModule, AuditModule, AlertsModule],
  providers: [DemoLoading],
  exports: [BoardsModule, SteeringModule],
})
export class StandaloneModule {}
