const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// Jest resolves the alias itself (moduleNameMapper), so .swcrc is taken without its paths.
const { $schema: _, jsc, ...rest } = JSON.parse(readFileSync(join(__dirname, '../.swcrc'), 'utf8'));
const { baseUrl: __, paths: ___, ...compiler } = jsc;
module.exports = { ...rest, swcrc: false, jsc: { ...compiler, parser: { ...compiler.parser, tsx: false } } };
