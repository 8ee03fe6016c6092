import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { detached, freePort, run, until } from './processes.mjs';

const VERSION = '4.3.1';
const SCALA = '2.13';
const MEMORY = '512m';

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>styrbord</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_${SCALA}</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;

const TOOLS = { java: 'Java 17 or newer', mvn: 'Maven' };

const librariesIn = (cache) => join(cache, `kafka-${VERSION}`);

/** Apache Kafka, one node that is broker and controller in one. */
export const server = {
  name: 'kafka',

  async prepare(cache, say) {
    const libraries = librariesIn(cache);
    if (existsSync(libraries)) return;
    for (const [command, wanted] of Object.entries(TOOLS)) {
      await run(command, ['-version']).catch(() => {
        throw new Error(
          `Kafka is built with ${wanted}, and ${command} is not here. Install it: apt-get install openjdk-17-jre-headless maven`,
        );
      });
    }
    say(`Fetching Apache Kafka ${VERSION} …`);
    const building = `${libraries}.building`;
    rmSync(building, { recursive: true, force: true });
    mkdirSync(building, { recursive: true });
    writeFileSync(join(building, 'pom.xml'), POM);
    const goal = ['dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'];
    await run('mvn', ['-q', '-B', ...goal], { cwd: building });
    renameSync(building, libraries);
  },

  async start({ cache, folder, ports, say }) {
    const { broker, controller } = ports ?? { broker: await freePort(), controller: await freePort() };
    const settings = join(folder, 'server.properties');
    const data = join(folder, 'data');
    const log = join(folder, 'kafka.log');
    const classes = ['-cp', join(librariesIn(cache), 'lib', '*')];
    writeFileSync(settings, propertiesOf({ broker, controller, data }));
    if (!existsSync(join(data, 'meta.properties'))) {
      say('Formatting the folder of Kafka …');
      const cluster = randomBytes(16).toString('base64url');
      await run('java', [...classes, 'kafka.tools.StorageTool', 'format', `--cluster-id=${cluster}`, '-c', settings]);
    }
    const pid = detached('java', [`-Xmx${MEMORY}`, ...classes, 'kafka.Kafka', settings], { log, cwd: folder });
    const address = `127.0.0.1:${broker}`;
    await until(() => server.answers(address), { what: 'Kafka', pid, log });
    return { address, pids: [pid], ports: { broker, controller } };
  },

  /** True when it takes an ApiVersions request, as every client's first is. */
  answers(address) {
    const [host, port] = address.split(':');
    return new Promise((resolve) => {
      const socket = connect({ host, port: Number(port), timeout: 1_000 });
      const done = (answer) => {
        socket.destroy();
        resolve(answer);
      };
      socket.on('connect', () => socket.write(API_VERSIONS));
      socket.on('data', () => done(true));
      for (const event of ['error', 'timeout', 'close']) socket.on(event, () => done(false));
    });
  },
};

/** Length, key 18, version 0, correlation 1, no client id. */
const API_VERSIONS = Buffer.from('0000000a00120000000000010000', 'hex').fill(0xff, 12, 14);

function propertiesOf({ broker, controller, data }) {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${broker}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'message.max.bytes': 10_485_760,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
