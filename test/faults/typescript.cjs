const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

/** `node -r`: lets a child process run our TypeScript as the tests do, alias included. */
const ROOT = join(__dirname, '../..');
const options = require('../../scripts/swc-for-tests.cjs');
const resolve = Module._resolveFilename;

Module._resolveFilename = (request, ...rest) => resolve(request.replace(/^@styrbord\//, `${ROOT}/libs/`), ...rest);
Module._extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename, sourceMaps: 'inline' }).code, filename);
};
