/** The table of docs/ARCHITECTURE.md as rules. `test/boundaries` plants one crime per rule and sees each caught. */
const SPEC = '\\.spec\\.tsx?$';
const DRIVERS = '^(better-sqlite3|mongodb|kafkajs|nodemailer|openid-client)$';
const DRIVER_PATHS = 'node_modules/(better-sqlite3|mongodb|kafkajs|nodemailer)/';

/** A library that may import nothing but what `allowed` matches. */
const only = (name, library, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^libs/${library}/`, pathNot: SPEC },
  to: { pathNot: allowed },
});

/** An adapter that knows the ports, the proofs, its own driver and node core. */
const adapter = (library, driver) => ({
  name: `${library}-is-an-adapter`,
  severity: 'error',
  comment: 'An adapter stands behind the ports of libs/eventsourcing and knows no domain.',
  from: { path: `^libs/${library}/`, pathNot: SPEC },
  to: { pathNot: [`^libs/(${library}|eventsourcing|proof)/`, `node_modules/(@types/)?${driver}/`], dependencyTypesNot: ['core'] },
});

const libraries = [
  only(
    'proof-stands-alone',
    'proof',
    ['^libs/proof/'],
    'It runs in the browser and in the verifier: nothing of ours, no framework, no driver, no node core.',
  ),
  only(
    'eventsourcing-knows-only-proof',
    'eventsourcing',
    ['^libs/(eventsourcing|proof)/'],
    'The ports are free of frameworks and drivers.',
  ),
  only(
    'steering-is-pure',
    'steering',
    ['^libs/(steering|eventsourcing|proof)/', 'node_modules/(@types/)?big\\.js/'],
    'The domain has no framework, no clock and no node core.',
  ),
  only(
    'alerting-is-pure',
    'alerting',
    [
      '^libs/(alerting|eventsourcing|proof)/',
      '^libs/steering/(events|period|same|scorecard)\\.ts$',
      'node_modules/((@types/)?big\\.js|temporal-polyfill)/',
    ],
    'The domain of alerts knows what steering says – its events, periods and rows – and nothing of how it comes to say it.',
  ),
  {
    name: 'node-proof-knows-only-proof',
    severity: 'error',
    comment: 'The hash and the signatures of node:crypto, for whoever runs libs/proof outside a browser.',
    from: { path: '^libs/node-proof/', pathNot: SPEC },
    to: { pathNot: '^libs/(node-proof|proof)/', dependencyTypesNot: ['core'] },
  },
  adapter('sqlite', 'better-sqlite3'),
  adapter('mongo', 'mongodb'),
  adapter('kafka', 'kafkajs'),
  {
    name: 'mail-is-an-adapter',
    severity: 'error',
    comment: 'It sends letters, and knows nothing of what is in them.',
    from: { path: '^libs/mail/', pathNot: SPEC },
    to: { pathNot: ['^libs/mail/', 'node_modules/(@types/)?nodemailer/'], dependencyTypesNot: ['core'] },
  },
  {
    name: 'outbound-is-an-adapter',
    severity: 'error',
    comment: 'It posts to addresses that people named, and knows nothing of what.',
    from: { path: '^libs/outbound/', pathNot: SPEC },
    to: { pathNot: ['^libs/outbound/', 'node_modules/ipaddr\\.js/'], dependencyTypesNot: ['core'] },
  },
  {
    name: 'service-knows-no-app-and-no-driver',
    severity: 'error',
    comment: 'The Nest glue serves every app and stands on the ports.',
    from: { path: '^libs/service/', pathNot: SPEC },
    to: { path: ['^apps/', DRIVER_PATHS, DRIVERS] },
  },
  {
    name: 'nest-only-in-service-and-apps',
    severity: 'error',
    comment: 'Below libs/service nothing knows the framework.',
    from: { path: '^libs/', pathNot: '^libs/service/' },
    to: { path: 'node_modules/@nestjs/' },
  },
];

const apps = [
  {
    name: 'app-never-another-app',
    severity: 'error',
    comment: 'Services meet in the ledger, never in code; only apps/standalone composes them.',
    from: { path: '^apps/([^/]+)/', pathNot: ['^apps/standalone/'] },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'standalone-only-modules',
    severity: 'error',
    comment: 'What standalone takes from another app is its module, and nothing inside it.',
    from: { path: '^apps/standalone/', pathNot: SPEC },
    to: { path: '^apps/', pathNot: ['^apps/standalone/', '^apps/[^/]+/[^/]+\\.module\\.ts$'] },
  },
  {
    name: 'app-never-a-driver',
    severity: 'error',
    comment: 'Drivers live behind the ports, in their adapters.',
    from: { path: '^apps/' },
    to: { path: [DRIVER_PATHS, DRIVERS] },
  },
  {
    name: 'cli-without-the-framework',
    severity: 'error',
    comment: 'The command line starts at once: libraries, commander and csv-parse, no Nest. What hashes and verifies is node core alone.',
    from: { path: '^apps/cli/', pathNot: SPEC },
    to: { path: ['node_modules/@nestjs/', '^libs/service/'], pathNot: '^libs/service/node-proof\\.ts$' },
  },
];

const web = [
  {
    name: 'web-only-pure-libraries',
    severity: 'error',
    comment: 'The browser folds with the very code of the server, and takes nothing that only a server has.',
    from: { path: '^apps/web/src/' },
    to: { path: '^libs/', pathNot: '^libs/(steering|alerting|eventsourcing|proof)/' },
  },
  {
    name: 'web-only-browser-packages',
    severity: 'error',
    comment: 'React and its company; each other package is a decision.',
    from: { path: '^apps/web/src/', pathNot: SPEC },
    to: {
      path: 'node_modules/',
      pathNot:
        'node_modules/(@types/)?(react|react-dom|react-aria-components|react-i18next|i18next|@tanstack/react-(query|router)|@noble/(hashes|curves)|echarts)/',
    },
  },
  {
    name: 'web-without-node',
    severity: 'error',
    comment: 'There is no node core in a browser.',
    from: { path: '^apps/web/src/', pathNot: SPEC },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'feature-never-another-feature',
    severity: 'error',
    comment: 'A feature can be taken out by removing its folder; routes compose them.',
    from: { path: '^apps/web/src/features/([^/]+)/' },
    to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
  },
  {
    name: 'ui-below-features',
    severity: 'error',
    comment: 'The parts know nothing of what is built from them.',
    from: { path: '^apps/web/src/(ui|language|reading)/' },
    to: { path: '^apps/web/src/(features|routes)/' },
  },
];

const everywhere = [
  { name: 'no-circular', severity: 'error', comment: 'What is read top down has a top.', from: {}, to: { circular: true } },
  { name: 'not-to-unresolvable', severity: 'error', comment: 'An import that leads nowhere.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'not-to-undeclared',
    severity: 'error',
    comment: 'A package that package.json does not name may be gone tomorrow.',
    from: { path: '^(apps|libs)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'not-to-dev-dependency',
    severity: 'error',
    comment: 'What runs in production is installed in production. The web is bundled when it is built.',
    from: { path: '^(apps|libs)/', pathNot: [SPEC, '^apps/web/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'not-to-tests',
    severity: 'error',
    comment: 'The product does not stand on its tests.',
    from: { path: '^(apps|libs)/', pathNot: SPEC },
    to: { path: ['^test/', SPEC] },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...libraries, ...apps, ...web, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.json'],
    },
  },
};
