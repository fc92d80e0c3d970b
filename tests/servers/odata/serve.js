// Starts the service on a free port of 127.0.0.1 and writes that port into the file $READY.
// Ends when its standard input ends, so that nothing is left when the one who started it dies.
const fs = require('node:fs')
const http = require('node:http')

process.chdir(__dirname)
const cds = require('@sap/cds')

cds.on('bootstrap', app => {
  app.listen = port => http.createServer(app).listen(port, '127.0.0.1') // CAP's own: all addresses
})
cds.on('served', () => cds.deploy(cds.model).to(cds.db))
cds.on('listening', ({ server }) => {
  fs.writeFileSync(`${process.env.READY}.new`, String(server.address().port))
  fs.renameSync(`${process.env.READY}.new`, process.env.READY)
})
process.stdin.on('end', () => process.exit(0)).resume()

require('@sap/cds/bin/serve').exec('all')
