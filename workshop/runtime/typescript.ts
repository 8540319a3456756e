import { fileURLToPath } from 'node:url';

/**
 * What Node must be told, before the name of a program, so that it runs TypeScript: nothing on Node 22.18 and later, which
 * takes the types away by itself.
 */
export const typescriptOptions: string[] = readsTypeScript()
  ? []
  : ['--import', new URL('load-typescript.js', import.meta.url).href];

/** Where Node 22.8 and later keeps what it has compiled, so that the next start need not compile it again. */
export const compileCache = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/workshop', import.meta.url)),
};

/** Whether this Node runs TypeScript files without help. */
export function readsTypeScript(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}
