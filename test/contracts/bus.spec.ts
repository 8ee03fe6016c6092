import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { busContract } from './bus.contract';

busContract('in one process', async () => new InProcessBus());
