import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  /** @param total 0 when it is not known yet */
  update(done: number, total: number): void
  stop(): void
}

const APPEARS_AFTER = 1000

/** A bar on standard error for work that takes more than a second; nothing when nobody watches a terminal. */
export function startProgress(label: string): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}%  {value}/{total}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  )
  const startedAt = performance.now()
  let shown = false
  return {
    update(done, total) {
      if (!shown && performance.now() - startedAt < APPEARS_AFTER) return
      if (!shown) bar.start(total, done)
      shown = true
      bar.setTotal(total)
      bar.update(done)
    },
    stop() {
      if (shown) bar.stop()
    },
  }
}
