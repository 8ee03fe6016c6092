import { ALERT_REFUSAL_WORDS } from '@styrbord/alerting/refusal-words';
import { readConfig, type Config } from '@styrbord/service/config';
import { createHttpApp } from '@styrbord/service/http-app';
import { listen, runOrSay } from '@styrbord/service/start';
import { REFUSAL_WORDS } from '@styrbord/steering/refusal-words';
import { DemoLoading } from './demo';
import { StandaloneModule } from './standalone.module';

let config: Config | undefined;

async function start(): Promise<void> {
  config = readConfig(process.env);
  const app = await createHttpApp(StandaloneModule, { config, texts: [REFUSAL_WORDS, ALERT_REFUSAL_WORDS] });
  const address = await listen(app, config);
  await app.get(DemoLoading).load();
  const told = { nara: 'Division Nära, January–April 2022', region: 'a simulated region', none: 'no demo' }[config.STYRBORD_DEMO];
  process.stdout.write(`Styrbord is ready at ${address} (${told}; data in ${config.STYRBORD_DATA})\n`);
}

void runOrSay(start, () => config);
