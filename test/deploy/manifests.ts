import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = join(__dirname, '../..');
export const DEPLOY = join(ROOT, 'deploy');
export const inDeploy = (file: string): string => readFileSync(join(DEPLOY, file), 'utf8');

interface Probe {
  readonly httpGet?: { readonly path: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly securityContext?: object;
  readonly resources?: object;
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

export interface Pods {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly securityContext?: object;
    readonly automountServiceAccountToken?: boolean;
    readonly containers: readonly Container[];
  };
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template?: Pods; readonly replicas?: number } & Readonly<Record<string, unknown>>;
}

const NOT_MANIFESTS = ['kustomization.yaml'];
export const K8S_FILES = readdirSync(join(DEPLOY, 'k8s')).filter((file) => file.endsWith('.yaml') && !NOT_MANIFESTS.includes(file));

export const manifestsOf = (text: string): Manifest[] => parseAllDocuments(text).map((document) => document.toJS() as Manifest);
export const MANIFESTS: readonly Manifest[] = K8S_FILES.flatMap((file) => manifestsOf(inDeploy(`k8s/${file}`)));
export const WORKLOADS = MANIFESTS.filter(({ spec }) => spec.template !== undefined);

export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly networks?: readonly string[];
}

/** With its aliases followed and its variables as `example.env` could give them. */
export function composeFile(text = inDeploy('compose.yaml')): { readonly services: Readonly<Record<string, ComposeService>> } {
  const given = environmentOf(inDeploy('example.env'));
  const filled = text
    .replaceAll(/(?<!\$)\$\{(\w+)(?::\?|:-([^}]*))?\}/g, (_, name: string, otherwise?: string) => {
      if (!(name in given) && otherwise === undefined) throw new Error(`example.env does not name ${name}`);
      return given[name] || (otherwise ?? 'x'.repeat(32));
    })
    .replaceAll('$$', '$');
  return parse(filled, { merge: true }) as { services: Record<string, ComposeService> };
}

export function environmentOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^\w+=/.test(line));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

/** What Kubernetes' own types have against manifests: what is of another type, missing, or not known at all. */
export function typeFaults(manifests: readonly Manifest[]): string[] {
  const file = join(ROOT, 'test/deploy/manifests.checked.ts');
  const text = manifests
    .map(({ apiVersion, kind, ...rest }, at) => {
      const type = `import('kubernetes-models/${apiVersion}/${kind}').I${kind}`;
      return `export const it${at}: ${type} = ${JSON.stringify({ apiVersion, kind, ...rest })};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version) => (name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version));
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
