import { run } from './interfaces/cli/program.ts'

await run(process.argv)
