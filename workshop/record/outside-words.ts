// cspell:words WRITEWRAP UDPSENDWRAP FSREQ INFOREQWRAP QUERYWRAP CONNECTWRAP SERVERWRAP TLSWRAP UDPWRAP PROCESSWRAP TTYWRAP PIPEWRAP FSEVENTWRAP SIGNALWRAP
/** What Node calls the things outside the thread, and what a reader calls them. */
const words: [RegExp, string][] = [
  [/^FSREQ/, 'a file'],
  [/^(GET\w+INFOREQWRAP|QUERYWRAP)/, 'a look-up of a name'],
  [/^(TCP|PIPE)CONNECTWRAP/, 'a connection'],
  [/^(TCP|PIPE)SERVERWRAP/, 'a listening server'],
  [/^(TCPWRAP|TLSWRAP|UDPWRAP)$/, 'an open socket'],
  [/^(WRITEWRAP|SHUTDOWNWRAP|UDPSENDWRAP)$/, 'a write'],
  [/^PROCESSWRAP$/, 'a child process'],
  [/^WORKER$/, 'a worker thread'],
  [/^MESSAGEPORT$/, 'a message port'],
  [/^TTYWRAP$/, 'standard input'],
  [/^PIPEWRAP$/, 'standard input or a pipe'],
  [/^(FSEVENTWRAP|STATWATCHER)$/, 'a watched file'],
  [/^(?!HTTP)\w+REQUEST$/, 'a calculation in another thread'],
  [/^ZLIB$/, 'compression in another thread'],
  [/^SIGNALWRAP$/, 'a signal'],
];

/** What has no end to wait for: no virtual clock can know when it answers. */
const endless = /server|socket|process|worker|port|standard input|watched|signal/;

/** Asked for every resource, and there are few types. */
const known = new Map<string, string | undefined>([['PROMISE', undefined]]);

/** What a resource of `async_hooks` is to a reader; nothing for what is Node's own business. */
export function wordFor(type: string): string | undefined {
  if (!known.has(type)) known.set(type, words.find(([pattern]) => pattern.test(type))?.[1]);
  return known.get(type);
}

/** The same, only for what may answer at any time or never. */
export function endlessWordFor(type: string): string | undefined {
  const word = wordFor(type);
  return word !== undefined && endless.test(word) ? word : undefined;
}
