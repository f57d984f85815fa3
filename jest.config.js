/** Native ESM: @middy/* has no CommonJS. Types are stripped by swc; the compiler checks them in `npm run check:types`. */
export default {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/test/support/report-left-out.ts'],
  globalSetup: '<rootDir>/test/support/synthesised.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  maxWorkers: 2,
  // What is tested, not the tests; and what a test evaluates in a browser knows no counters.
  coveragePathIgnorePatterns: ['/node_modules/', '<rootDir>/test/'],
  // A limit for what hangs, not a measure of speed: machines are noisy.
  testTimeout: 180_000,
};
