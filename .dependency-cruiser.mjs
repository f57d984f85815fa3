// Who may import whom: docs/architecture.md says why.
const order = [
  'domain',
  'time',
  'access',
  'i18n',
  'api',
  'messages',
  'store',
  'conductor',
  'vault',
  'cases',
  'handler',
];
const strangers = [
  ['store', 'conductor'],
  ['store', 'vault'],
  ['conductor', 'vault'],
];

const room = (name) => `^shared/${name}/`;
const later = order.flatMap((name, index) =>
  index === order.length - 1
    ? []
    : [
        {
          name: `shared-${name}-imports-only-what-stands-before-it`,
          severity: 'error',
          from: { path: room(name) },
          to: { path: order.slice(index + 1).map(room) },
        },
      ],
);
const apart = strangers.map(([one, other]) => ({
  name: `shared-${one}-and-${other}-are-strangers`,
  severity: 'error',
  from: { path: room(other) },
  to: { path: room(one) },
}));
const only = (name, packages, places) => ({
  name,
  severity: 'error',
  from: { path: '^(shared|functions|workflows)/', pathNot: places },
  to: { path: packages },
});

export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan-import', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...later,
    ...apart,
    {
      name: 'shared-imports-nothing-above-it',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(workflows|functions|infra|test)/' },
    },
    {
      name: 'domain-and-time-are-pure',
      severity: 'error',
      from: { path: '^shared/(domain|time)/' },
      to: {
        pathNot: ['^shared/(domain|time)/', '^node_modules/(zod|temporal-polyfill|temporal-utils|temporal-spec)/'],
      },
    },
    {
      name: 'workflows-import-domain-and-time',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(shared|functions|infra|test)/', pathNot: '^shared/(domain|time)/' },
    },
    {
      name: 'functions-import-shared-and-the-catalogue',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|test|workflows)/', pathNot: '^workflows/catalogue.ts$' },
    },
    {
      // What a page imports, every visitor downloads.
      name: 'pages-import-api-domain-and-i18n',
      severity: 'error',
      from: { path: '^functions/console/page/' },
      to: { path: '^(shared|workflows|infra|test)/', pathNot: '^shared/(api|domain|i18n)/' },
    },
    {
      name: 'no-function-imports-another',
      severity: 'error',
      from: { path: '^functions/([^/]+/[^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'the-embedded-runtime-knows-nothing-of-ours',
      severity: 'error',
      from: { path: '^infra/local/' },
      to: { path: '^(shared|workflows|functions|test|infra/(?!local/))' },
    },
    {
      name: 'nothing-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    only('aws-sdk-in-its-rooms', '^node_modules/@aws-sdk/', ['^shared/(store|conductor|vault|messages|handler)/']),
    only('middy-in-handler', '^node_modules/@middy/', ['^shared/handler/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
