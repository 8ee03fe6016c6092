import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATH_METADATA } from '@nestjs/common/constants';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { getMetadataStorage } from 'class-validator';
import { validate as dockerfileFaults } from 'dockerfile-utils';
import { parse } from 'yaml';
import { rightsScript, rolesOf } from '@styrbord/mongo/rights';
import { Config, readConfig } from '@styrbord/service/config';
import { HealthController } from '@styrbord/service/health.controller';
import { Metrics } from '@styrbord/service/metrics';
import {
  composeFile,
  DEPLOY,
  environmentOf,
  inDeploy,
  K8S_FILES,
  MANIFESTS,
  typeFaults,
  WORKLOADS,
  type Container,
  type Manifest,
} from './manifests';

const ROOT = join(DEPLOY, '..');
const SETTINGS = new Set(
  getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', false, false)
    .map(({ propertyName }) => propertyName),
);
const ROUTES = new Set(
  (['live', 'ready', 'exposition'] as const).map(
    (name) => `/${String(Reflect.getMetadata(PATH_METADATA, HealthController.prototype[name]))}`,
  ),
);
/** Of the proxy's own file. */
const PROXY_SETTINGS = new Set([...inDeploy('k8s/Caddyfile').matchAll(/\{\$(\w+)/g)].map(([, name]) => name));
const COMPOSE = composeFile();
const OURS = Object.entries(COMPOSE.services).filter(([, { image }]) => image === 'styrbord');
const CONTAINERS = WORKLOADS.flatMap(({ spec }) => spec.template?.spec.containers ?? []);
const named = (name: string): Manifest => MANIFESTS.find(({ metadata, kind }) => metadata.name === name && kind === 'Deployment')!;
const changed = (manifest: Manifest, from: string, to: string): Manifest => {
  const text = JSON.stringify(manifest);
  if (!text.includes(from)) throw new Error(`${manifest.metadata.name} has no ${from}`);
  return JSON.parse(text.replace(from, to)) as Manifest;
};

describe('compose.yaml', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'node_modules/dclint/schemas/compose.schema.json'), 'utf8')) as Record<string, unknown>;
  const ajv = addFormats(new Ajv({ strict: false, validateSchema: false, formats: { duration: true } }));
  const isCompose = ajv.compile({ ...schema, $schema: undefined });

  it('is a compose file by the specification’s schema, and what is not one is found', () => {
    expect({ valid: isCompose(COMPOSE), faults: isCompose.errors }).toEqual({ valid: true, faults: null });
    const text = inDeploy('compose.yaml');
    for (const [from, to] of [
      ['read_only: true', 'read_onyl: true'],
      ['condition: service_healthy', 'condition: service_hearty'],
      ['retries: 30', 'retries: [30]'],
    ] as const)
      expect(isCompose(composeFile(text.replace(from, to)))).toBe(false);
  });

  it('runs two instances of each service, each with settings that the product accepts', () => {
    for (const service of ['steering', 'boards', 'audit', 'alerts']) {
      const instances = OURS.filter(([, { command }]) => command?.join(' ') === `node dist/apps/${service}/main.js`);
      expect(instances.map(([name]) => name)).toEqual([`${service}-1`, `${service}-2`]);
      for (const [name, { environment = {} }] of instances) {
        expect(Object.keys(environment).filter((each) => !SETTINGS.has(each))).toEqual([]);
        const { STYRBORD_SELF, STYRBORD_MONGODB } = readConfig(environment);
        if (service === 'steering' || service === 'alerts') expect(STYRBORD_SELF).toBe(`http://${name}:3000`);
        expect(STYRBORD_MONGODB).toContain(`styrbord-${service}:`);
      }
    }
  });

  it('gives the database’s users the passwords that the script of rights reads', () => {
    const { environment = {} } = COMPOSE.services['users']!;
    const read = rolesOf(['nara']).map(({ role }) => `${role.toUpperCase().replace('-', '_')}_PASSWORD`);
    expect(
      Object.keys(environment)
        .filter((name) => name.startsWith('STYRBORD_'))
        .toSorted(),
    ).toEqual(read.toSorted());
    expect(rightsScript(['nara'])).toContain(`role.toUpperCase().replace('-', '_') + '_PASSWORD'`);
  });

  it('keeps secrets out of the repository, and the servers out of reach', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['deploy/.env', 'deploy/mongodb.key', 'deploy/audit-key.pem']));
    const secret = Object.entries(environmentOf(inDeploy('example.env'))).filter(([name]) => /PASSWORD|KEY/.test(name));
    expect(secret.length).toBeGreaterThan(4);
    expect(secret.filter(([, value]) => value !== '')).toEqual([]);
    for (const name of ['kafka', 'mongodb', ...OURS.map(([each]) => each)].filter((each) => each !== 'rights'))
      expect({ name, networks: COMPOSE.services[name]?.networks }).toEqual({
        name,
        networks: name.startsWith('alerts-') ? ['inside', 'outside'] : ['inside'],
      });
    for (const [name, { read_only, cap_drop }] of OURS.filter(([, { command }]) => command?.[0] === 'node'))
      expect({ name, read_only, cap_drop }).toEqual({ name, read_only: true, cap_drop: ['ALL'] });
  });
});

describe('the manifests of Kubernetes', () => {
  it('are what Kubernetes takes, member by member, and what is not is found', () => {
    expect(typeFaults(MANIFESTS)).toEqual([]);
    const boards = named('boards');
    const planted = [
      changed(boards, '"readinessProbe"', '"readynessProbe"'),
      changed(boards, '"replicas":2', '"replicas":"2"'),
      changed(boards, '"containers"', '"contaners"'),
      changed(
        MANIFESTS.find(({ kind }) => kind === 'NetworkPolicy')!,
        '"podSelector"',
        '"podSelektor"',
      ),
    ];
    for (const wrong of planted) expect(typeFaults([wrong])).not.toEqual([]);
  }, 60_000);

  it('pass the schemas of Kubernetes’ own API, and what does not is found', () => {
    for (const manifest of MANIFESTS) expect(() => modelOf(manifest).validate()).not.toThrow();
    expect(() => modelOf(changed(named('boards'), '"name":"http","containerPort":3000', '"name":"http"')).validate()).toThrow();
  });

  it('are all listed by the kustomization', () => {
    const { resources } = parse(inDeploy('k8s/kustomization.yaml')) as { resources: string[] };
    expect(resources.toSorted()).toEqual(K8S_FILES.toSorted());
  });

  it('give each container settings that the product knows, secrets only by reference', () => {
    const settings = environmentOf(inDeploy('k8s/settings.env'));
    expect(Object.keys(settings).filter((name) => !SETTINGS.has(name))).toEqual([]);
    expect(Object.keys(environmentOf(inDeploy('k8s/secrets.example.env'))).filter((name) => !SETTINGS.has(name))).toEqual([]);
    expect(MANIFESTS.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    for (const { name, image, env = [] } of CONTAINERS) {
      const known = image === 'styrbord' ? SETTINGS : PROXY_SETTINGS;
      const ours = env.filter((each) => each.name.startsWith('STYRBORD_'));
      expect({ name, unknown: ours.filter((each) => !known.has(each.name)) }).toEqual({ name, unknown: [] });
      for (const each of ours.filter((one) => /MONGODB|PASSWORD|KEY|USER/.test(one.name)))
        expect(each).toEqual({ name: each.name, valueFrom: { secretKeyRef: { name, key: each.name } } });
      const values = ours.map((each) => [each.name, (each.value ?? '').replace('$(POD_IP)', '10.0.0.7')]);
      if (image === 'styrbord') expect(() => readConfig({ ...settings, ...Object.fromEntries(values) })).not.toThrow();
    }
  });

  it('let no container do more than it must, and bound each', () => {
    for (const { spec, metadata } of WORKLOADS) {
      const { securityContext, automountServiceAccountToken, containers } = spec.template!.spec;
      expect({ of: metadata.name, automountServiceAccountToken, securityContext }).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const container of containers)
        expect(container).toMatchObject({
          resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: expect.any(String) } },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        });
    }
  });

  it('deny the network by default, and name only pods that there are', () => {
    const policies = MANIFESTS.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec);
    expect(policies[0]).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const pods = new Set(WORKLOADS.map(({ spec }) => spec.template!.metadata.labels['app.kubernetes.io/name']));
    const selected = [
      ...JSON.stringify(policies).matchAll(/"app\.kubernetes\.io\/name"(?::"(\w+)"|,"operator":"In","values":\[([^\]]*)\])/g),
    ];
    const names = new Set(selected.flatMap(([, one, many]) => (one ? [one] : (many ?? '').replaceAll('"', '').split(','))));
    expect([...names].toSorted()).toEqual([...pods].map(String).toSorted());
  });

  it('keep two of each deployment, of which a disruption takes one', () => {
    for (const { metadata, spec } of WORKLOADS.filter(({ kind }) => kind === 'Deployment')) {
      expect(spec.replicas).toBeGreaterThanOrEqual(2);
      const budget = MANIFESTS.find(({ kind, metadata: { name } }) => kind === 'PodDisruptionBudget' && name === metadata.name);
      expect(budget?.spec).toMatchObject({ maxUnavailable: 1, selector: spec['selector'] });
    }
  });
});

describe('what the manifests name', () => {
  it('are routes that the services answer, wherever health is asked for', () => {
    const probes = CONTAINERS.flatMap(({ startupProbe, livenessProbe, readinessProbe }) => [startupProbe, livenessProbe, readinessProbe]);
    const paths = [
      ...probes.flatMap((probe) => probe?.httpGet?.path ?? []),
      ...[...inDeploy('k8s/Caddyfile').matchAll(/health_uri (\S+)/g)].map(([, path]) => path),
      ...[...inDeploy('Dockerfile').matchAll(/\}(\/health\/\w+)`/g)].map(([, path]) => path),
    ];
    expect(paths.length).toBeGreaterThanOrEqual(8);
    expect(paths.filter((path) => !ROUTES.has(path ?? ''))).toEqual([]);
  });

  it('are programs that are built, and commands of styrbord', () => {
    const cli = readFileSync(join(ROOT, 'apps/cli/main.ts'), 'utf8');
    const commands = [
      ...OURS.map(([, { command = [] }]) => command.join(' ')),
      ...CONTAINERS.filter(({ image }) => image === 'styrbord').map(({ command = [] }: Container) => command.join(' ')),
      ...[...inDeploy('Dockerfile').matchAll(/^CMD (\[.*\])$/gm)].map(([, list]) => (JSON.parse(list ?? '[]') as string[]).join(' ')),
    ];
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands) {
      const entry = /dist\/(apps\/\w+\/main)\.js/.exec(command)?.[1];
      const verb = /styrbord (\w+)/.exec(command)?.[1];
      expect({
        command,
        known: entry ? existsSync(join(ROOT, `${entry}.ts`)) : cli.includes(`.command('${verb} `) || cli.includes(`.command('${verb}'`),
      }).toEqual({
        command,
        known: true,
      });
    }
  });

  it('are metrics that the services have, with labels that those have', () => {
    const known = new Map<string, readonly string[]>([['up', []]]);
    for (const { name, type, labelNames } of new Metrics().registry.getMetricsAsArray() as unknown as {
      name: string;
      type: string;
      labelNames: string[];
    }[])
      for (const suffix of type === 'histogram' ? ['_bucket', '_count', '_sum'] : [''])
        known.set(name + suffix, [...labelNames, ...(suffix === '_bucket' ? ['le'] : [])]);
    const dashboard = JSON.parse(inDeploy('grafana/styrbord.json')) as { panels: { title: string; targets: { expr: string }[] }[] };
    const rules = parse(inDeploy('prometheus/rules.yaml')) as { groups: { rules: { expr: string }[] }[] };
    const expressions = [
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ];
    expect(expressions.length).toBeGreaterThan(20);
    expect(expressions.flatMap((expression) => unknownIn(expression, known))).toEqual([]);
    expect(unknownIn('sum by (colour) (rate(styrbord_view_lag_commits{shape="x"}[5m]))', known)).toEqual(['colour', 'shape']);
    expect(unknownIn('styrbord_view_lagging > 0', known)).toEqual(['styrbord_view_lagging']);
  });

  it('are instances that Prometheus finds in the compose file', () => {
    const { scrape_configs } = parse(inDeploy('prometheus/prometheus.yaml')) as {
      scrape_configs: { static_configs: { targets: string[] }[] }[];
    };
    const targets = scrape_configs.flatMap(({ static_configs }) => static_configs.flatMap((each) => each.targets));
    const instances = OURS.filter(([, { command }]) => command?.[0] === 'node').map(([name]) => `${name}:3000`);
    expect(targets.toSorted()).toEqual(instances.toSorted());
    const { environment = {} } = COMPOSE.services['proxy']!;
    const behind = ['STYRBORD_STEERING', 'STYRBORD_BOARDS', 'STYRBORD_AUDIT', 'STYRBORD_ALERTS'].flatMap(
      (name) => environment[name]?.split(' ') ?? [],
    );
    expect(behind.toSorted()).toEqual(instances.toSorted());
  });
});

describe('the Dockerfile', () => {
  const text = inDeploy('Dockerfile');

  it('is one by the language’s own checker, and what is not one is found', () => {
    expect(dockerfileFaults(text)).toEqual([]);
    expect(dockerfileFaults(text.replace('WORKDIR', 'WORKDRI'))).not.toEqual([]);
  });

  it('ends as a user that is not root, and copies only what there is', () => {
    const users = [...text.matchAll(/^USER (\S+)$/gm)].map(([, user]) => user);
    expect(users.at(-1)).toBe('node');
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const copied = [...text.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources]) =>
      (sources ?? '').split(' ').filter((each) => !each.startsWith('--')),
    );
    const made = new Set(['/app/node_modules', '/app/dist']);
    for (const source of copied.filter((each) => each !== '.' && !made.has(each))) {
      const path = source.replace(/^\/app\//, '');
      expect({ path, there: existsSync(join(ROOT, path)), ignored: ignored.includes(path) }).toEqual({ path, there: true, ignored: false });
    }
    for (const needed of ['apps', 'libs', 'scripts', 'test']) expect(ignored).not.toContain(needed);
  });

  it('uses a Node that the product runs on', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    const majors = new Set([...text.matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => major));
    expect([...majors]).toEqual(['22']);
    expect(engines.node).toContain('>=22');
  });
});

/** Names of metrics and labels in an expression that nothing has. */
function unknownIn(expression: string, known: ReadonlyMap<string, readonly string[]>): string[] {
  const metrics = [...expression.matchAll(/\b([a-z]+_[a-z0-9_]+|up)\b(?=\s*[{[)=><]|\s*$)/g)].map(([, name]) => name ?? '');
  const functions = new Set(['histogram_quantile', 'vector']);
  const own = metrics.filter((name) => !functions.has(name));
  const labels = new Set(['tenant', 'instance', 'job', ...own.flatMap((name) => known.get(name) ?? [])]);
  const used = [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? '').split(',').map((each) => each.trim()));
  const matched = [...expression.matchAll(/[{,]\s*([a-z_]+)(?==~|!=|!~|=)/g)].map(([, name]) => name ?? '');
  return [...own.filter((name) => !known.has(name)), ...[...used, ...matched].filter((name) => !labels.has(name))];
}

interface Model {
  validate(): void;
}

function modelOf(manifest: Manifest): Model {
  const { apiVersion, kind } = manifest;
  const module = require(`kubernetes-models/${apiVersion}/${kind}`) as Record<string, new (given: Manifest) => Model>;
  return new module[kind]!(manifest);
}
