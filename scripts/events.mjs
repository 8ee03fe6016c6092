import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Makes docs/EVENTS.md and docs/events.schema.json from the event types; `--check` only compares. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'libs/steering/events.ts');
const UNION = 'SteeringEvents';

const options = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  ROOT,
).options;
const program = ts.createProgram([SOURCE], options);
const checker = program.getTypeChecker();
const source = program.getSourceFile(SOURCE);
const declaration = source.statements.find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === UNION);
const events = checker
  .getTypeAtLocation(declaration)
  .getProperties()
  .map((symbol) => ({ name: symbol.name, type: checker.getTypeOfSymbol(symbol) }));

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
    .map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol), Boolean(symbol.flags & ts.SymbolFlags.Optional)]);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, member]) => [name, schemaOf(member)])),
    required: members.filter(([, , optional]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
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

Generated from \`libs/steering/events.ts\` by \`npm run events\`; the JSON Schema of each is in [events.schema.json](events.schema.json).

Every event is canonical JSON of \`type\`, \`stream\`, \`data\` and \`meta\`. \`meta\` says who and from where: \`actor\` (a pseudonym), \`onBehalfOf\`, \`reason\`, \`decision\`, \`request\` (the command id), \`source\`. Number and time stand in the commit.

${events
  .map(({ name }) => {
    const schema = schemas[name];
    const members = schema.properties ?? {};
    const rows = Object.entries(members).map(([member, part]) => `| \`${member}\` | ${words(part).replaceAll('|', '\\|')} |`);
    return `## ${name}\n\n| member | what |\n|---|---|\n${rows.join('\n')}\n`;
  })
  .join('\n')}`;

const made = {
  'docs/EVENTS.md': page,
  'docs/events.schema.json': `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: schemas }, null, 2)}\n`,
};

for (const [file, text] of Object.entries(made)) {
  const path = join(ROOT, file);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${file} is not what the event types say; run npm run events.\n`);
    process.exitCode = 1;
  }
}
