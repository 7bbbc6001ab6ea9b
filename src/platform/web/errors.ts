/**
 * Every trouble that leaves a handler, turned once into a status and a page. Each interface brings its own look:
 *
 *   handleErrors(app, (request, reply, trouble) => sendPage(reply, portalTrouble(…), trouble.status))
 *
 * A Refusal shows its sentence; anything unknown is a bug: a reference number for the reader, everything for the log.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../kernel/problem.ts'
import { Refusal, type RefusalCode } from '../kernel/refusal.ts'

const STATUS = {
  'not-found': 404,
  forbidden: 403,
  'sign-in-required': 401,
  'wrong-state': 409,
  stale: 409,
  invalid: 422,
  incomplete: 422,
  locked: 423,
  unapproved: 409,
  'calendar-missing': 409,
  'too-many': 429,
  'too-large': 413,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>

const TITLES = {
  'not-found': '没有找到这个页面',
  forbidden: '不能办理',
  'sign-in-required': '请先登录',
  'wrong-state': '现在不能这样办理',
  stale: '内容已经变动',
  invalid: '填写的内容有误',
  incomplete: '材料不齐',
  locked: '已经锁定',
  unapproved: '尚未审查通过',
  'calendar-missing': '缺少节假日安排',
  'too-many': '请求太多',
  'too-large': '内容太大',
  unavailable: '暂时不能使用',
} as const satisfies Record<RefusalCode, string>

export interface Trouble {
  readonly status: number
  /** A bug has none. */
  readonly code: RefusalCode | undefined
  readonly title: string
  readonly message: string
  readonly problems: readonly Problem[]
  /** Of a bug, as it stands in the log. */
  readonly reference: string | undefined
}

export type Presenter = (
  request: FastifyRequest,
  reply: FastifyReply,
  trouble: Trouble,
) => FastifyReply | Promise<FastifyReply>

/** For one interface: what its own routes throw. */
export function handleErrors(app: FastifyInstance, present: Presenter): void {
  app.setErrorHandler<Error>(async (error, request, reply) => {
    const trouble = troubleOf(error, request.id)
    if (trouble.reference !== undefined) request.log.error({ err: error }, trouble.title)
    // a part that is missing, or a site not set up yet: known, and said
    else if (trouble.status >= 500) request.log.warn({ refused: trouble.code }, trouble.message)
    // What was to be kept or downloaded is not what goes out now.
    reply.keptUnder = undefined
    reply.removeHeader('content-disposition')
    reply.removeHeader('content-length')
    try {
      return await present(request, reply, trouble)
    } catch (failure) {
      request.log.error({ err: failure }, 'the page of an error failed')
      return reply.code(trouble.status).type('text/plain; charset=utf-8').send(trouble.message)
    }
  })
}

/** For the one interface that answers addresses leading nowhere. The others end in a wildcard route that refuses. */
export function handleUnknownAddresses(app: FastifyInstance, present: Presenter): void {
  app.setNotFoundHandler((request, reply) => present(request, reply, NOT_FOUND))
}

const NOT_FOUND: Trouble = {
  status: STATUS['not-found'],
  code: 'not-found',
  title: TITLES['not-found'],
  message: '地址可能写错了，或者页面已经移走。可以从首页重新查找。',
  problems: [],
  reference: undefined,
}

export function troubleOf(error: Error, reference: string): Trouble {
  if (error instanceof Refusal) {
    const { code, message, problems } = error
    const title = TITLES[code]
    return { status: STATUS[code], code, title, message, problems, reference: undefined }
  }
  return clientTrouble(error) ?? bug(reference)
}

function bug(reference: string): Trouble {
  return {
    status: 500,
    code: undefined,
    title: '系统出错了',
    message: `没能完成这个操作，我们已经记录下来。需要帮助时请提供编号${reference}。`,
    problems: [],
    reference,
  }
}

const CLIENT_MESSAGES: Readonly<Record<number, string>> = {
  400: '请求的内容读不懂，请返回重试。',
  413: '提交的内容太大，请缩小后重试。',
  415: '不支持这种格式的内容。',
  429: '操作太频繁，请过一会儿再试。',
}

/** What the framework itself turned down before any handler saw it. */
function clientTrouble(error: Error): Trouble | undefined {
  const status = isFastifyError(error) ? error.statusCode : undefined
  if (status === undefined || status < 400 || status >= 500) return undefined
  return {
    status,
    ...named(status),
    message: CLIENT_MESSAGES[status] ?? CLIENT_MESSAGES[400]!,
    problems: [],
    reference: undefined,
  }
}

function named(status: number): Pick<Trouble, 'code' | 'title'> {
  const code = { 413: 'too-large', 429: 'too-many' }[status] as 'too-large' | 'too-many' | undefined
  return code ? { code, title: TITLES[code] } : { code: 'invalid', title: '请求有误' }
}

function isFastifyError(error: Error): error is FastifyError {
  return 'code' in error && 'statusCode' in error && typeof error.statusCode === 'number'
}
