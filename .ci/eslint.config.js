import tseslint from 'typescript-eslint';

// Of Node 24 there is no one version for every platform: what came after 24.0 is not there on all of them.
const importMetaMain = {
  selector: "MemberExpression[object.type='MetaProperty'][property.name='main']",
  message: 'Node 24.0 has no import.meta.main: a program is a file of infra/cli that imports what it runs.',
};

export default tseslint.config(
  { ignores: ['dist', 'cdk.out', 'coverage', 'node_modules', '.local', '**/*.js', '**/*.mjs', '*.config.ts'] },
  // A program of somebody else's, which imports what a test generates; that test compiles it.
  { ignores: ['test/integration/openapi/client'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  { rules: { 'no-restricted-syntax': ['error', importMetaMain] } },
  // Time and the environment come in by one door each; everybody else is handed them.
  {
    files: ['shared/**', 'functions/**', 'workflows/**'],
    ignores: ['shared/handler/environment.ts', 'shared/handler/host.ts', 'functions/console/page/clock.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'shared/handler/environment.ts reads the environment.' },
        { object: 'Date', property: 'now', message: 'shared/handler/clock.ts tells the time.' },
      ],
      'no-restricted-syntax': [
        'error',
        importMetaMain,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'shared/handler/clock.ts tells the time.',
        },
      ],
    },
  },
  // Without TLS a page is served by a machine to itself only; the library has no other name for that.
  {
    files: ['functions/console/page/oidc.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'oauth4webapi', name: 'allowInsecureRequests' }] },
      ],
    },
  },
  // A stub of an asynchronous collaborator has nothing to wait for.
  { files: ['test/**'], rules: { '@typescript-eslint/require-await': 'off' } },
);
