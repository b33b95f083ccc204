#!/usr/bin/env node
// The `cartpool` command: looks after the file of an engine, also while servers use it. `cartpool --help` says how.
'use strict'

process.exitCode = require('../lib/native.js').tool(process.argv.slice(2))
