import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { Refusal } from '../../platform/kernel/refusal.ts'

/** Before anything is opened: a taken port leaves no trace. */
export async function checkPort({ port, host }: Config): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenRefusal(error, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

export async function listen(app: FastifyInstance, { port, host }: Config): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    throw listenRefusal(error, host, port)
  }
}

function listenRefusal(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new Refusal(
      'unavailable',
      `端口 ${port} 已被其他程序占用。请停掉它，或以 PORT 换一个端口。`,
    )
  }
  if (code === 'EACCES')
    return new Refusal('unavailable', `没有权限使用端口 ${port}，请换 1024 以上的端口。`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Refusal('unavailable', `本机没有地址 ${host}，请检查 HOST。`)
  }
  return error
}

export function addressOf(app: FastifyInstance, { baseUrl, host }: Config): string {
  const name = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host
  const [address] = app.addresses()
  const port = typeof address === 'object' ? address.port : 0
  return baseUrl ?? `http://${name}:${port}`
}
