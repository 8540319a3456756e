// What an answer must leave as it is: to replace Array.prototype.map is to replace it for the claims too, and for us. Later
// only what is taken here in advance is used, since the rest may be the answer's by then.

const { ownKeys, getOwnPropertyDescriptor } = Reflect;
const { is } = Object;
const text = String;

const objects: [string, object][] = [
  ['', globalThis],
  ['Object', Object],
  ['Reflect', Reflect],
  ['JSON', JSON],
  ['Math', Math],
  ['Date', Date],
  ['Error', Error],
  ['Promise', Promise],
];
for (const type of [
  Object,
  Function,
  Array,
  String,
  Number,
  RegExp,
  Map,
  Set,
  Promise,
  AbortController,
  AbortSignal,
  EventTarget,
]) {
  objects[objects.length] = [`${type.name}.prototype`, type.prototype as object];
}

/**
 * Remembers what JavaScript brings along as it is now.
 *
 * @returns a function that names the first that is another by then, such as `Array.prototype.map`, or nothing. What has
 * been added does no harm and is not named.
 */
export function rememberBuiltins(): () => string | undefined {
  const known: { name: string; owner: object; key: string | symbol; value: unknown; get: unknown }[] = [];
  for (const [name, owner] of objects) {
    for (const key of ownKeys(owner)) {
      const { value, get } = getOwnPropertyDescriptor(owner, key) ?? {};
      // Node itself replaces `globalThis.Blob` and the like when they are first used.
      if (owner !== globalThis || (!get && key !== 'console' && key !== 'process'))
        known[known.length] = { name: `${name && `${name}.`}${text(key)}`, owner, key, value, get };
    }
  }
  return () => {
    for (let i = 0; i < known.length; i += 1) {
      const { name, owner, key, value, get } = known[i]!;
      const now = getOwnPropertyDescriptor(owner, key);
      if (!now || !is(now.value, value) || now.get !== get) return name;
    }
    return undefined;
  };
}
