import { runService } from '@styrbord/service/distributed';
import { createHttpApp } from '@styrbord/service/http-app';
import { runOrSay } from '@styrbord/service/start';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import { BoardsServiceModule } from './boards-service.module';

void runOrSay(async () => {
  const address = await runService({
    name: 'boards',
    open: (config, connections) =>
      createHttpApp(BoardsServiceModule.on(connections), { config, texts: [REFUSAL_WORDS], shutdownHooks: false }),
  });
  process.stdout.write(`Boards are ready at ${address}\n`);
});
