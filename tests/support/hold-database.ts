import { openDatabase } from '../../src/storage/database.ts'
import { holdSingleInstance } from '../../src/storage/single-instance.ts'

/** A process of its own that holds the database named on its command line until it is killed. */
await holdSingleInstance(await openDatabase(process.argv[2]!))
process.stdout.write('held')
setInterval(() => {}, 60_000)
