/** Requests as fast as 50 connections can send them: by `wrk` where it is installed, else by a small generator in Node. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Load {
  readonly requestsPerSecond: number
  readonly medianMilliseconds: number
  readonly p95Milliseconds: number
}

export interface Target {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const CONNECTIONS = 50
const WRK = '/usr/bin/wrk'

export const generator = existsSync(WRK) ? 'wrk' : 'node'

export function load(target: Target, seconds: number): Promise<Load> {
  return generator === 'wrk' ? loadByWrk(target, seconds) : loadByNode(target, seconds)
}

async function loadByWrk({ url, headers }: Target, seconds: number): Promise<Load> {
  const { stdout } = await promisify(execFile)(WRK, [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    '-s',
    join(import.meta.dirname, 'wrk-report.lua'),
    url,
  ])
  const result = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(stdout)
  if (result === null) throw new Error(`wrk said: ${stdout}`)
  const [requests, microseconds, median, p95, failed] = result.slice(1).map(Number)
  if (failed! > 0) throw new Error(`${failed} of ${requests} requests to ${url} failed`)
  return {
    requestsPerSecond: Math.round((requests! * 1e6) / microseconds!),
    medianMilliseconds: median! / 1000,
    p95Milliseconds: p95! / 1000,
  }
}

async function loadByNode(target: Target, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const started = performance.now()
  const until = started + seconds * 1000
  const times: number[] = []
  const connection = async () => {
    while (performance.now() < until) {
      const sent = performance.now()
      await once(target, agent)
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  const took = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  return {
    requestsPerSecond: Math.round(times.length / took),
    medianMilliseconds: times[Math.floor(times.length * 0.5)] ?? 0,
    p95Milliseconds: times[Math.floor(times.length * 0.95)] ?? 0,
  }
}

function once({ url, headers }: Target, agent: Agent): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  request(url, { agent, headers }, (response) => {
    if ((response.statusCode ?? 500) >= 400) reject(new Error(`status ${response.statusCode}`))
    response.resume()
    response.on('end', resolve)
  })
    .on('error', reject)
    .end()
  return promise
}
