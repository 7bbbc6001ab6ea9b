/** Turns dotted field names into objects one level deep: `checks.state-secret=clear` → `{ checks: { 'state-secret': 'clear' } }`. */
export function nested(body: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = Object.create(null)
  if (typeof body !== 'object' || body === null) return result
  for (const [name, value] of Object.entries(body)) {
    const dot = name.indexOf('.')
    if (dot < 0) {
      result[name] = value
      continue
    }
    const group = (result[name.slice(0, dot)] ??= Object.create(null)) as Record<string, unknown>
    group[name.slice(dot + 1)] = value
  }
  return result
}
