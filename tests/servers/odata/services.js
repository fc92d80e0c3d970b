// What CAP alone does differently from Dataverse, in three small handlers.

// A link is written as "NAV@odata.bind" and read as "_NAV_value". CAP turns the bind into
// { NAV: { key } }, which it would ignore here, as NAV has no foreign key of its own. A bind of
// a name that the table lacks CAP drops in silence; Dataverse says 400.
const COLUMNS = {
  ownerid: '_ownerid_value',
  parentcustomerid_account: '_parentcustomerid_value',
  parentaccountid: '_parentaccountid_value',
  transactioncurrencyid: '_transactioncurrencyid_value',
  customerid_account: '_customerid_value',
  regardingobjectid_account_phonecall: '_regardingobjectid_value',
  regardingobjectid_account_appointment: '_regardingobjectid_value',
  regardingobjectid_account_email: '_regardingobjectid_value',
  regardingobjectid_account_task: '_regardingobjectid_value',
  objectid_account: '_objectid_value',
}

function keep_links(req) {
  const { data } = req
  for (const [link, column] of Object.entries(COLUMNS)) {
    if (!data?.[link] || typeof data[link] !== 'object') continue // a currency's own id
    data[column] = Object.values(data[link])[0]
    delete data[link]
  }
  const unknown = Object.keys(data ?? {}).find(name => name.endsWith('@odata.bind'))
  if (unknown) req.reject(400, `An undeclared property '${unknown}' was found in the payload`)
}
keep_links._initial = true // before CAP looks at what was sent

// "If-None-Match: *" is create-only on every table; CAP heeds it only where there is an etag.
// After a 412 to such a PATCH, CAP tries to insert.
function create_only(req) {
  if (req.headers['if-none-match'] === '*') req.reject(412)
}
create_only._initial = true

// An id that exists: CAP answers 500 "Internal Server Error", Dataverse 412 and this text.
function say_duplicate(err) {
  if (!/^UNIQUE constraint failed/.test(err.message)) return
  err.status = 412
  err.code = '0x80040237'
  err.message = 'A record with matching key values already exists.'
}

module.exports = function () {
  this.before(['CREATE', 'UPDATE'], '*', keep_links)
  this.before('UPDATE', '*', create_only)
  this.on('error', say_duplicate)
}
