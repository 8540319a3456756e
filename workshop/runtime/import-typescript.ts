import { isError, messageOf, named } from './explain-error.ts';
import { readsTypeScript } from './typescript.ts';

/**
 * Imports what a learner has written. What Node itself cannot read is left to tsx: it reads more, and says on every Node
 * alike what is wrong, and where.
 *
 * @param address the URL of the file
 * @example const { main } = await importTypeScript(urlOf(step.program).href);
 */
export async function importTypeScript(address: string): Promise<Record<string, unknown>> {
  try {
    return (await import(address)) as Record<string, unknown>;
  } catch (error) {
    if (!readsTypeScript() || !isError(error) || !isOfSyntax(error)) throw error;
    const { register } = await import('tsx/esm/api');
    register();
    // The address that failed is remembered as failed; to Node this is another one.
    return (await import(`${address}?tsx`)) as Record<string, unknown>;
  }
}

function isOfSyntax(error: Error): boolean {
  return (
    named(error).startsWith('SyntaxError:') && !/does not provide an export named/.test(messageOf(error))
  );
}
