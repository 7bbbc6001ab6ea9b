import { sql, type RawBuilder } from 'kysely'

/** Whether a column holds this 索引号: kept as it was given, the same in capitals and small letters. */
export function hasIndexNumber(column: string, indexNumber: string): RawBuilder<boolean> {
  return sql<boolean>`upper(${sql.ref(column)}) = upper(${indexNumber.trim()})`
}
