import { keepTickShape } from './tick-shape.ts';

// Before anything else is loaded: loading takes memory, so that the collector runs.
keepTickShape();
await import('./serve.ts');
