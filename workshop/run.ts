export * from './runtime/run-program.ts';
