import { UsageError } from '../runtime/arguments.ts';

type WithCode = Partial<Error> & { code?: string; errno?: number; errors?: WithCode[] };

/** Connections that were refused or broken, and a server that is going down or coming up. */
const gone = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\d\d\d)$/;

/** Whether the database has gone away, and may come back. */
export function isGone(error: unknown): boolean {
  const { code, message = '', errors = [] } = error as WithCode;
  return (
    gone.test(code ?? '') ||
    errors.some(isGone) ||
    /Connection terminated|connection timeout|Client has encountered a connection error/i.test(message)
  );
}

/** Whether there is no room left: as PostgreSQL, Node, and the system inside PGlite say it. */
export function isFull(error: unknown): boolean {
  const { code = '', message = '', errno } = error as WithCode;
  return (
    errno === 51 ||
    /^(53100|ENOSPC)$/.test(code) ||
    /No space left on device|ENOSPC|could not (extend|write)/i.test(message)
  );
}

/** What is wrong with a database, in one line, and what to do. */
export function databaseError(error: unknown, name: string): string {
  if (error instanceof UsageError) return error.message;
  const { code = '', message = String(error) } = error as WithCode;
  const [line = ''] = message.split('\n');
  const said = line.trim();
  if (isGone(error)) return `Nobody answers at ${name}. Is the server running, and is DATABASE_URL right?`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `There is no machine as in ${name}. Look at DATABASE_URL.`;
  if (/^28/.test(code) || /password/i.test(said))
    return `${capital(name)} does not let us in: ${said}. Look at user and password in DATABASE_URL.`;
  if (code === '3D000')
    return `${capital(name)} does not exist. Make it with createdb, or name another in DATABASE_URL.`;
  if (code === '42501') return `${capital(name)} allows us too little: ${said}.`;
  if (isFull(error))
    return `The disk of ${name} is full. What was placed is safe; make room and start again.`;
  if (/Aborted\(\)|unreachable|RuntimeError/.test(said))
    return `${capital(name)} cannot be opened: its files are damaged.`;
  return `${capital(name)} says: ${said}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
