export { openEngine, type Boss, type Engine, type Held } from './engine.ts';
export { outcome } from './outcome.ts';
export { speaker, startShop, type Say, type ShopProcess } from './shop-process.ts';
