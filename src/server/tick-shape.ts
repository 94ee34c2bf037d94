import { executionAsyncResource } from 'node:async_hooks';

/** One of the objects that Node makes for each `process.nextTick`. */
let kept: object | undefined;

/**
 * Keeps the shape of what Node makes for each `process.nextTick`, as long as the process lives. Where the collector finds
 * no such object at a moment, V8 forgets their shape and takes the place that makes them for one of many shapes ever
 * after: each tick costs five times as much, and an answer has about ten (docs/performance.md). So one of them is kept.
 */
export function keepTickShape(): void {
	process.nextTick(() => {
		kept ??= executionAsyncResource();
	});
}
