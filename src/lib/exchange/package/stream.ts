/** What a generator gives as the body of an answer: begun when it is read, no faster than it is, and ended when the reader goes. */
export function streamOf(
	parts: () => AsyncGenerator<Uint8Array>
): ReadableStream<Uint8Array<ArrayBuffer>> {
	let reading: AsyncGenerator<Uint8Array> | undefined;
	return new ReadableStream<Uint8Array<ArrayBuffer>>(
		{
			async pull(controller) {
				reading ??= parts();
				const { done, value } = await reading.next();
				if (done) controller.close();
				else controller.enqueue(new Uint8Array(value));
			},
			async cancel() {
				await reading?.return(undefined);
			}
		},
		{ highWaterMark: 0 }
	);
}
