/**
 * Requests that no route ever sees, because their address or their head cannot be read: a page like every other answer,
 * instead of the framework's JSON. Nothing of what was sent is repeated.
 */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Assets } from './assets.ts'
import { html, raw, render } from './html.ts'

interface Told {
  readonly status: number
  readonly title: string
  readonly message: string
}

const TOO_LONG: Told = {
  status: 414,
  title: '地址太长',
  message: '这个地址太长，可能复制了多余的内容。请从首页重新查找。',
}

const UNREADABLE: Told = {
  status: 400,
  title: '地址读不懂',
  message: '这个地址写得不完整，或者有不认识的字符。请从首页重新查找。',
}

const TOO_MUCH: Told = {
  status: 431,
  title: '地址太长',
  message:
    '这个地址，或者浏览器随它送来的内容太长。请从首页重新查找；仍然打不开的，请清除本站的Cookie。',
}

const TOO_SLOW: Told = {
  status: 408,
  title: '等待太久',
  message: '没有等到完整的请求，连接可能中断了。请重试。',
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const

export interface Unreadable {
  readonly onAddress: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void
  readonly onHead: (error: NodeJS.ErrnoException, socket: Socket) => void
}

export function unreadableRequests(assets: Assets): Unreadable {
  const pageOf = ({ title, message }: Told) =>
    render(
      html`${raw('<!doctype html>')}
        <html lang="zh-CN" class="govuk-template">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>${title}</title>
            <link rel="stylesheet" href="${assets.url('portal.css')}" />
          </head>
          <body class="govuk-template__body">
            <main class="govuk-width-container govuk-main-wrapper" id="main">
              <h1 class="govuk-heading-l">${title}</h1>
              <p class="govuk-body">${message}</p>
              <p class="govuk-body"><a class="govuk-link" href="/">返回首页</a></p>
            </main>
          </body>
        </html>`,
    )
  return {
    onAddress(error, _request, reply) {
      const told = error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? TOO_LONG : UNREADABLE
      // no hook has run: the answer is written past them
      reply.hijack()
      const body = Buffer.from(pageOf(told))
      reply.raw.writeHead(told.status, { ...HEADERS, 'content-length': body.length })
      reply.raw.end(body)
    },
    onHead(error, socket) {
      if (error.code === 'ECONNRESET' || socket.destroyed) return
      if (socket.writable) socket.write(rawAnswer(toldOf(error), pageOf))
      socket.destroy(error)
    },
  }
}

function toldOf({ code }: NodeJS.ErrnoException): Told {
  if (code === 'HPE_HEADER_OVERFLOW') return TOO_MUCH
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? TOO_SLOW : UNREADABLE
}

function rawAnswer(told: Told, pageOf: (told: Told) => string): string {
  const body = pageOf(told)
  const headers = { ...HEADERS, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${told.status} ${STATUS_CODES[told.status] ?? ''}`, ...lines, '', body].join(
    '\r\n',
  )
}
