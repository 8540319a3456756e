// Starts the process of one recorded script: node [--import tsx] script-loader.js '{"file": "script.mjs", …}'
// The recorder is TypeScript. A script in JavaScript must run as Node alone runs it: nothing translates it.
import { register } from 'tsx/esm/api';

const order = JSON.parse(process.argv[2]);
const translated = /\.[cm]?tsx?$/.test(order.file);
const unregister = translated ? undefined : register();
const { recordScript } = await import('./script-process.ts');
await unregister?.();
recordScript(order);
