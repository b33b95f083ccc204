'use strict'

module.exports = require(`../cartpool.${process.platform}-${process.arch}.node`)
