import { runService } from '@styrbord/service/distributed';
import { createHttpApp } from '@styrbord/service/http-app';
import { runOrSay } from '@styrbord/service/start';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import { AuditServiceModule } from './audit-service.module';

void runOrSay(async () => {
  const address = await runService({
    name: 'audit',
    open: (config, connections) =>
      createHttpApp(AuditServiceModule.on(connections), { config, texts: [REFUSAL_WORDS], shutdownHooks: false }),
  });
  process.stdout.write(`Audit is ready at ${address}\n`);
});
