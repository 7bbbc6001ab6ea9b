import type { Presenter } from '../../../platform/web/errors.ts'

/** Addresses that answer programs; people who read pages come to none of them. */
const FOR_PROGRAMS = /^\/data\/|\.json$/

/** A program that asked for JSON is told what is wrong in JSON (RFC 9457), not in a page. */
export function problemsAsJson(present: Presenter): Presenter {
  return async (request, reply, trouble) => {
    if (!FOR_PROGRAMS.test(request.url.split('?')[0]!)) return present(request, reply, trouble)
    const { status, title, message, problems, reference } = trouble
    return reply
      .code(status)
      .type('application/problem+json; charset=utf-8')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title,
          status,
          detail: message,
          ...(problems.length > 0 && { problems }),
          ...(reference !== undefined && { reference }),
        }),
      )
  }
}
