import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { asyncapiOf } from './asyncapi.mjs';

/** Makes docs/EVENTS.md, a JSON Schema of each event and of the document, and docs/asyncapi.yaml from the types; `--check` only compares. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCHEMAS = 'docs/schemas/events';
const EVENTS = 'libs/steering/events.ts';
const AUDIT_EVENTS = 'libs/steering/audit-events.ts';
const ALERT_EVENTS = 'libs/alerting/events.ts';
const FACTS = 'libs/eventsourcing/ledger.ts';
const DOCUMENT = 'apps/steering/bodies/document.body.ts';
const MEASUREMENTS = 'apps/steering/bodies/measurement.body.ts';
const RESULTS = 'apps/steering/answers.ts';
const TOPICS = 'libs/kafka/topic-list.ts';

const options = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  ROOT,
).options;
const program = ts.createProgram(
  [EVENTS, AUDIT_EVENTS, ALERT_EVENTS, FACTS, DOCUMENT, MEASUREMENTS, RESULTS].map((file) => join(ROOT, file)),
  options,
);
const checker = program.getTypeChecker();
const steering = eventsOf(EVENTS, 'SteeringEvents');
const audit = eventsOf(AUDIT_EVENTS, 'AuditEvents');
const alerts = eventsOf(ALERT_EVENTS, 'AlertEvents');
const events = [...steering, ...audit, ...alerts];

function eventsOf(file, name) {
  return declared(file, name)
    .getProperties()
    .map((symbol) => ({ name: symbol.name, type: checker.getTypeOfSymbol(symbol) }));
}

function declared(file, name) {
  const statement = program.getSourceFile(join(ROOT, file)).statements.find((each) => each.name?.text === name);
  return checker.getTypeAtLocation(statement);
}

function schemaOf(type) {
  if (type.isUnion()) return unionOf(type.types);
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
  return objectOf(type);
}

function unionOf(types) {
  const parts = types.filter((type) => !(type.flags & ts.TypeFlags.Undefined)).map(schemaOf);
  if (parts.length === 1) return parts[0];
  if (parts.every((part) => 'const' in part)) {
    return parts.length === 2 && parts.every((part) => typeof part.const === 'boolean')
      ? { type: 'boolean' }
      : { enum: parts.map((part) => part.const) };
  }
  const plain = parts.filter((part) => !('const' in part));
  const constants = parts.filter((part) => 'const' in part).map((part) => part.const);
  const booleans = constants.filter((value) => typeof value === 'boolean');
  const others = constants.filter((value) => typeof value !== 'boolean');
  return { anyOf: [...plain, ...(booleans.length > 0 ? [{ type: 'boolean' }] : []), ...(others.length > 0 ? [{ enum: others }] : [])] };
}

function objectOf(type) {
  const members = type
    .getProperties()
    .map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol), Boolean(symbol.flags & ts.SymbolFlags.Optional), symbol]);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, member, , symbol]) => [name, memberOf(member, symbol)])),
    required: members.filter(([, , optional]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
}

/** What a member may be sent as, beside what it is kept as. */
const SENT_AS = { DecimalValue: { type: 'number' }, NameText: { type: 'string' }, Optional: { type: 'null' } };

function memberOf(type, { valueDeclaration }) {
  const schema = schemaOf(type);
  const kept = schema.anyOf ?? [schema];
  // A member of a mapped type is declared nowhere.
  const decorators = valueDeclaration && ts.canHaveDecorators(valueDeclaration) ? (ts.getDecorators(valueDeclaration) ?? []) : [];
  const sent = decorators
    .flatMap(({ expression }) => SENT_AS[expression.expression?.getText()] ?? [])
    .filter(({ type: sentAs }) => kept.every((part) => part.type !== sentAs));
  return sent.length > 0 ? { anyOf: [...sent, ...kept] } : schema;
}

const schemas = Object.fromEntries(events.map(({ name, type }) => [name, schemaOf(type)]));

function words(schema) {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if ('const' in schema) return `\`${schema.const}\``;
  if (schema.anyOf) return schema.anyOf.map(words).join(' or ');
  if (schema.type === 'array') return `list of ${words(schema.items)}`;
  if (schema.type === 'object') return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return schema.type;
}

const page = `# Events

Generated from \`libs/steering/events.ts\`, \`libs/steering/audit-events.ts\` and \`libs/alerting/events.ts\` by \`npm run events\`. Each has a JSON Schema in [schemas/events](schemas/events); how they travel stands in [asyncapi.yaml](asyncapi.yaml).

Every event is canonical JSON of \`type\`, \`stream\`, \`data\` and \`meta\`. \`meta\` says who and from where: \`actor\` (a pseudonym), \`onBehalfOf\`, \`reason\`, \`decision\`, \`request\` (the command id), \`source\`. Number and time stand in the commit.

${steering.map(told).join('\n')}
# Events of the audit ledger

What is handed out, and auditors' notes: \`<tenant>/audit\`, signed and proved like the other ledger, and never on Kafka.

${audit.map(told).join('\n')}
# Events of the alerts ledger

Rules, cases and what was told of them, or held: \`<tenant>/alerts\`, on Kafka \`styrbord.alerts.events\`.

${alerts.map(told).join('\n')}`;

function told({ name }) {
  const members = schemas[name].properties ?? {};
  const rows = Object.entries(members).map(([member, part]) => `| \`${member}\` | ${words(part).replaceAll('|', '\\|')} |`);
  return `## ${name}\n\n| member | what |\n|---|---|\n${rows.join('\n')}\n`;
}

const meta = schemaOf(declared(FACTS, 'FactMeta'));
const schemaFiles = Object.fromEntries(events.map(({ name }) => [`${SCHEMAS}/${name}.schema.json`, json(eventSchema(name))]));

/** The message's value and the ledger's bytes alike. */
function eventSchema(name) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:styrbord:event:${name}`,
    title: name,
    type: 'object',
    properties: { type: { const: name }, stream: { type: 'string' }, data: schemas[name], meta },
    required: ['type', 'stream', 'data', 'meta'],
    additionalProperties: false,
  };
}

/** What `POST /documents` takes and `GET /documents` gives. */
const documentSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:styrbord:document',
  title: 'application/vnd.styrbord+json',
  ...schemaOf(declared(DOCUMENT, 'DocumentBody')),
};

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The list of topics imports nothing, so it can be run as it stands. */
async function topicList() {
  const source = ts.transpile(readFileSync(join(ROOT, TOPICS), 'utf8'), { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 });
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
}

const made = {
  'docs/EVENTS.md': page,
  ...schemaFiles,
  'docs/schemas/document.schema.json': json(documentSchema),
  'docs/asyncapi.yaml': asyncapiOf({
    ...(await topicList()),
    version: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
    events: { steering: steering.map(({ name }) => name), alerts: alerts.map(({ name }) => name) },
    measurements: schemaOf(declared(MEASUREMENTS, 'MeasurementsBody')),
    results: schemaOf(declared(RESULTS, 'ItemResult')),
  }),
};

const isCheck = process.argv.includes('--check');
const say = (line) => {
  process.stderr.write(`${line}; run npm run events.\n`);
  process.exitCode = 1;
};
if (!isCheck) mkdirSync(join(ROOT, SCHEMAS), { recursive: true });
for (const [file, text] of Object.entries(made)) {
  if (!isCheck) writeFileSync(join(ROOT, file), text);
  else if (textOf(file) !== text) say(`${file} is not what the types say`);
}
for (const name of readdirSync(join(ROOT, SCHEMAS))) {
  const file = `${SCHEMAS}/${name}`;
  if (file in made) continue;
  if (isCheck) say(`${file} is of no event`);
  else rmSync(join(ROOT, file));
}

function textOf(file) {
  try {
    return readFileSync(join(ROOT, file), 'utf8');
  } catch {
    return null;
  }
}
