import { readConfig, type Config } from '@styrbord/service/config';
import { createHttpApp } from '@styrbord/service/http-app';
import { listen, runOrSay } from '@styrbord/service/start';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import { BoardsServiceModule } from './boards-service.module';

let config: Config | undefined;

async function start(): Promise<void> {
  config = readConfig(process.env);
  const app = await createHttpApp(BoardsServiceModule, { config, texts: [REFUSAL_WORDS] });
  process.stdout.write(`Boards are ready at ${await listen(app, config)}\n`);
}

void runOrSay(start, () => config);
