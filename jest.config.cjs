/** Packages that ship only as ES modules, which Jest turns into CommonJS like our own files. */
const ESM_ONLY = ['@noble/hashes', 'temporal-polyfill', 'temporal-utils'];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.(ts|tsx|js|mjs)$': ['@swc/jest', require('./scripts/swc-for-tests.cjs')] },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
  moduleNameMapper: { '^@styrbord/(.*)$': '<rootDir>/libs/$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  setupFiles: ['reflect-metadata'],
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testRegex: ['\\.spec\\.tsx?$'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(e2e|servers)\\.spec\\.tsx?$'],
    },
    { ...shared, displayName: 'e2e', testRegex: ['\\.e2e\\.spec\\.tsx?$'] },
    { ...shared, displayName: 'servers', testRegex: ['\\.servers\\.spec\\.tsx?$'] },
  ],
};
