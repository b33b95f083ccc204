'use strict'

const cluster = require('node:cluster')

let hasWarned = false

/** Whether this process visibly has siblings that serve the same people: cluster's workers, or pm2's instances. */
function isOneOfSeveral() {
  const { NODE_UNIQUE_ID, NODE_APP_INSTANCE, instances } = process.env
  return cluster.isWorker || NODE_UNIQUE_ID !== undefined || Number(NODE_APP_INSTANCE) > 0 || Number(instances) > 1
}

/** Warns once where carts in memory would differ from worker to worker. */
function warnWhereOneOfSeveral() {
  if (hasWarned || !isOneOfSeveral()) return
  hasWarned = true
  process.emitWarning(
    'this engine keeps its carts in the memory of one process, and this process is one of several: each would have carts of ' +
      'its own. Give all of them the same file: Engine.open({ path })',
    { type: 'CartpoolWarning', code: 'CARTPOOL_CARTS_NOT_SHARED' },
  )
}

module.exports = { warnWhereOneOfSeveral }
