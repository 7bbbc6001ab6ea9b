/** An act of the story: something a person did at a moment. */
export interface Act {
  readonly at: Temporal.Instant
  readonly run: (now: Temporal.Instant) => Promise<unknown>
}

/** Performs all acts in the order in which they happened, each with its own moment as "now". */
export async function replay(acts: readonly Act[]): Promise<void> {
  const inOrder = acts.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  for (const { at, run } of inOrder) await run(at)
}
