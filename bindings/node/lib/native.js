'use strict'

const { version } = require('../package.json')

const file = `cartpool.${process.platform}-${process.arch}.node`

/** The native library beside this package, which has to be of the same version: they are built and shipped together. */
function loaded() {
  const native = require(`../${file}`)
  const found = native.libraryVersion?.() ?? 'an older version'
  if (found === version) return native
  throw refused(`its native library ${file} is ${found}: install the package anew`)
}

function refused(why, cause) {
  const error = new Error(`@cartpool/engine ${version} cannot be loaded: ${why}`, cause && { cause })
  return Object.assign(error, { code: 'ERR_CARTPOOL_LIBRARY' })
}

try {
  module.exports = loaded()
} catch (error) {
  if (error.code === 'ERR_CARTPOOL_LIBRARY') throw error
  const isMissing = error.code === 'MODULE_NOT_FOUND'
  throw refused(isMissing ? `it has no native library for ${process.platform}-${process.arch}` : error.message, error)
}
